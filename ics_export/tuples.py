"""Named tuples that are quick to define.

A month's run defines some sixty of them. ``typing.NamedTuple`` compiles a function for each and checks every
annotation: 9 ms of a run of 145 ms (measured); here there is one function for each number of fields, 1 ms in all.
To a type checker they are ``typing.NamedTuple``, and they behave as its do: immutable, equal and hashed as tuples,
``_fields``, ``_replace``, ``copy`` and ``pickle``. A class may have methods and properties, but no further base.
"""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter as _getter  # what collections.namedtuple makes fields of

    _tuple = tuple.__new__
    # Written out, so that they are compiled with this module and kept with its byte code: 0.9 ms of a run (measured).
    _ready = (
        lambda _cls, _0: _tuple(_cls, (_0,)),
        lambda _cls, _0, _1: _tuple(_cls, (_0, _1)),
        lambda _cls, _0, _1, _2: _tuple(_cls, (_0, _1, _2)),
        lambda _cls, _0, _1, _2, _3: _tuple(_cls, (_0, _1, _2, _3)),
        lambda _cls, _0, _1, _2, _3, _4: _tuple(_cls, (_0, _1, _2, _3, _4)),
        lambda _cls, _0, _1, _2, _3, _4, _5: _tuple(_cls, (_0, _1, _2, _3, _4, _5)),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6: _tuple(_cls, (_0, _1, _2, _3, _4, _5, _6)),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7: _tuple(_cls, (_0, _1, _2, _3, _4, _5, _6, _7)),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8: _tuple(_cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8)),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9: _tuple(_cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9)),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10: _tuple(
            _cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10)
        ),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11: _tuple(
            _cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11)
        ),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12: _tuple(
            _cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12)
        ),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13: _tuple(
            _cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13)
        ),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14: _tuple(
            _cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14)
        ),
        lambda _cls, _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15: _tuple(
            _cls, (_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15)
        ),
    )
    _codes: dict[int, CodeType] = {count: new.__code__ for count, new in enumerate(_ready, 1)}

    class _Values(tuple):
        """What all of them can do."""

        __slots__ = ()

        def _replace(self, /, **changes: Any) -> Self:
            """The same values, but for ``changes``; ``ValueError`` where a name is no field's."""
            found = _tuple(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such fields: {', '.join(changes)}")
            return found

        def __repr__(self) -> str:
            return type(self).__name__ + self._form % self

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _constructor(owner: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
        """``__new__`` of a class: the one function there is for so many fields, under their own names."""
        code = _codes.get(len(fields))
        if code is None:
            values = ", ".join([f"_{number}" for number in range(len(fields))])
            code = _codes[len(fields)] = eval(f"lambda _cls, {values}: _tuple(_cls, ({values},))").__code__
        named = code.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{owner}.__new__")
        return FunctionType(named, globals(), "__new__", defaults)

    class _Maker(type):
        """Makes a named tuple of each class below ``NamedTuple``."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, space)
            fields = tuple(space["__annotations__"])
            defaults = tuple([space[field] for field in fields if field in space])
            if any(field in space for field in fields[: len(fields) - len(defaults)]):
                raise TypeError(f"{name}: a field without a default stands behind one that has it")
            for number, field in enumerate(fields):
                space[field] = _getter(number, "")
            space |= {
                "__slots__": (),
                "_fields": fields,
                "__match_args__": fields,
                "_form": f"({'=%r, '.join(fields)}=%r)",
                "__new__": _constructor(space["__qualname__"], fields, defaults),
            }
            return type(name, (_Values,), space)

    class NamedTuple(metaclass=_Maker):
        """The base of a named tuple; see ``typing.NamedTuple``."""

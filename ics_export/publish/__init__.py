"""A folder of programmes in, a site of feeds out, night after night: ``site.publish`` and ``rotation.rotate``."""

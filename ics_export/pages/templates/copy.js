(function () {
  var button = document.getElementById("chep"), field = document.getElementById("dia-chi");
  var status = document.getElementById("da-chep");
  function done() { status.textContent = "Đã sao chép địa chỉ."; }
  function select() {
    field.focus();
    field.select();
    status.textContent = "Đã chọn địa chỉ; hãy nhấn Ctrl+C (máy Mac: ⌘C) để sao chép.";
  }
  button.hidden = false;
  button.addEventListener("click", function () {
    status.textContent = "";
    if (navigator.clipboard) { navigator.clipboard.writeText(field.value).then(done, select); } else { select(); }
  });
})();

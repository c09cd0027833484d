// Runs before the first paint so that a dark room never sees a white flash. src/ui/theme.ts
// keeps the same key and attribute afterwards.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("munim.theme");
  } catch (e) {}
  var dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  if (dark) document.querySelector('meta[name="theme-color"]').content = "#131417";
})();

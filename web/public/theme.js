// Runs before the first paint.
// A dark room never sees a white flash: src/ui/theme.ts keeps the same key and attribute.
// Who reads another language than the page was drawn in (src/shells.tsx) sees it when it is there:
// src/ui/language.ts chooses in the same order. And what the page needs first is asked for while
// the program is on its way: src/api/early.ts takes the answers.
(function () {
  var root = document.documentElement;
  function saved(key) {
    try {
      return localStorage.getItem(key) || "";
    } catch (e) {
      return "";
    }
  }
  var choice = saved("munim.theme");
  var dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  if (dark) document.querySelector('meta[name="theme-color"]').content = "#131417";

  var there = (root.dataset.languages || "").split(" ");
  var asked = [saved("munim.language"), saved("munim.language.business")]
    .concat(navigator.languages)
    .map(function (tag) {
      return tag.split("-")[0];
    })
    .filter(function (tag) {
      return there.indexOf(tag) >= 0;
    });
  var language = asked[0] || "en";
  if (language !== root.lang) root.dataset.drawn = "nothing";
  // What the address asks for stands in no drawn page.
  else if (location.search) root.dataset.drawn = "frame";

  // Nobody is signed in (src/features/session/forget.ts): what comes is no page of the frame.
  var out = saved("munim.out") && location.pathname.indexOf("/shared/") !== 0;
  if (out) root.dataset.drawn = "nothing";

  var name = location.pathname.split("/")[2] || "";
  window.munimEarly = {};
  (root.dataset.early || "").split(" ").forEach(function (path) {
    if (!path || (out && path !== "/session")) return;
    path = path.replace("/_", "/" + name);
    window.munimEarly[path] = fetch("/api/v1" + path, {
      headers: { "Accept-Language": language },
    });
    window.munimEarly[path].catch(function () {});
  });
})();

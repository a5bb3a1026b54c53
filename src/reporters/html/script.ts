/** Narrows the list down; kept small, since it lies in every report. It must not hold a closing tag. */
export const SCRIPT = `
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const bar = byId("filters");
  if (!bar) return;
  const [rule, file, text, shown, none] = ["rule", "file", "text", "shown", "none"].map(byId);
  const boxes = [...bar.querySelectorAll("input[type=checkbox]")];
  const groups = [...document.querySelectorAll("section.rule")].map((element) => ({
    element,
    rule: element.dataset.rule,
    count: element.querySelector(".count"),
    title: element.querySelector("header").textContent.toLowerCase(),
    places: [...element.querySelectorAll("li.place")].map((place) => ({
      element: place,
      severity: place.dataset.severity,
      file: place.dataset.file,
    })),
  }));
  const total = groups.reduce((sum, group) => sum + group.places.length, 0);
  const number = (count) => count.toLocaleString("en");
  const words = (count, noun) => number(count) + " " + noun + (count === 1 ? "" : "s");

  function apply() {
    const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wanted = text.value.trim().toLowerCase();
    let left = 0;
    for (const group of groups) {
      const fits = rule.value === "" || rule.value === group.rule;
      let own = 0;
      for (const place of group.places) {
        if (wanted !== "") place.text ??= place.element.textContent.toLowerCase();
        const stays =
          fits &&
          levels.has(place.severity) &&
          (file.value === "" || file.value === place.file) &&
          (wanted === "" || group.title.includes(wanted) || place.text.includes(wanted));
        place.element.hidden = !stays;
        if (stays) own++;
      }
      group.element.hidden = own === 0;
      group.count.textContent =
        own === group.places.length ? words(own, "place") : number(own) + " of " + words(group.places.length, "place");
      left += own;
    }
    none.hidden = left > 0;
    shown.textContent = left === total ? words(total, "finding") : number(left) + " of " + words(total, "finding");
  }

  let timer;
  bar.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(apply, event.target === text ? 150 : 0);
  });
  byId("reset").addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    for (const field of [rule, file, text]) field.value = "";
    apply();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.nodeName);
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      text.focus();
    }
  });
  bar.hidden = false;
  apply();
})();
`;

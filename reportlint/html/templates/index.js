// Makes buttons of the table's heads: one click sorts, a second turns it round, a third restores the order.
// Without it, the table keeps its first order. What fits into its box needs no hint that it scrolls.
"use strict";
const table = document.getElementById("reports"), body = table.tBodies[0], rows = [...body.rows];
const heads = [...table.tHead.rows[0].cells];
const compare = new Intl.Collator("en", {numeric: true}).compare;
const key = (row, column) => row.cells[column]?.dataset.key ?? row.cells[column]?.textContent ?? "";
function sort(column) {
  const head = heads[column], first = head.dataset.first;
  const other = first === "ascending" ? "descending" : "ascending";
  const next = {[first]: other, [other]: ""}[head.ariaSort] ?? first;
  for (const each of heads) each.ariaSort = null;
  const sorted = [...rows];
  if (next) {
    head.ariaSort = next;
    const sign = next === "ascending" ? 1 : -1;
    sorted.sort((a, b) => {
      const one = key(a, column), two = key(b, column);
      return (one === "") - (two === "") || sign * compare(one, two);
    });
  }
  body.append(...sorted);
}
heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(column));
  head.append(button);
});
body.classList.remove("waiting");
const boxes = document.querySelectorAll(".sheet, .chart");
const fit = () => {
  for (const box of boxes) {
    const fits = box.scrollWidth <= box.clientWidth;
    box.classList.toggle("fits", fits);
    box.previousElementSibling.hidden = fits;
  }
};
const observer = new ResizeObserver(fit);
for (const box of boxes) {
  observer.observe(box);
  observer.observe(box.firstElementChild);
}
document.addEventListener("change", fit);
fit();

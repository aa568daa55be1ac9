"""How the index of a class looks, and how it is sorted."""

SCRIPT = """
"use strict";
const table = document.getElementById("reports"), body = table.tBodies[0], rows = [...body.rows];
const heads = [...table.tHead.rows[0].cells];
const compare = new Intl.Collator("en", {numeric: true}).compare;
const key = (row, column) => row.cells[column]?.dataset.key ?? "";
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
"""
"""Makes buttons of the table's heads: one click sorts, a second turns round, a third restores the order.

Without it, the table has its first order.
"""

STYLE = """
:root {
  --page: #fff; --panel: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --link: #0550ae;
  --good: #eaf8ee; --on-good: #1a6b36; --warning: #fff1c2; --on-warning: #6b4a00;
  --error: #ffd7d5; --on-error: #8e1519; --unanswered: #e6eaef; --on-unanswered: #424a53;
  --missing: #ecdcff; --on-missing: #512a87; --bar: #4a78b5; --band: #e3edf9;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --panel: #161b22; --text: #e6edf3; --muted: #9aa4af; --line: #30363d; --link: #79b8ff;
    --good: #10251a; --on-good: #7ee2a0; --warning: #41320b; --on-warning: #f2cc60;
    --error: #571a1d; --on-error: #ffb3ad; --unanswered: #262c34; --on-unanswered: #b6c0ca;
    --missing: #38215a; --on-missing: #d8b9ff; --bar: #3f77bd; --band: #1c2a3d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(.75rem, 2.5vw, 2.5rem) 3rem; max-width: 110rem;
  background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
}
a { color: var(--link); }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.15rem; }
p, .legend { color: var(--muted); margin: 0 0 .75rem; max-width: 60rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9rem; }
.figures {
  display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
  margin: 1.25rem 0 0;
}
.figures div {
  padding: .6rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--panel);
}
.figures dt { color: var(--muted); font-size: .8rem; }
.figures dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.figures small { display: block; color: var(--muted); font-size: .75rem; font-weight: 400; }
#first ul { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: .5rem; }
#first li { padding: .45rem .9rem; border-left: 4px solid var(--on-error); overflow-wrap: anywhere; }
#first li + li { border-top: 1px solid var(--line); }
#first small { color: var(--muted); margin-left: .4rem; }
#first li:first-child { border-top-left-radius: .5rem; }
#first li:last-child { border-bottom-left-radius: .5rem; }
.legend {
  display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; list-style: none; font-size: .85rem;
}
.legend .state { display: inline-block; width: 1.5rem; border-radius: .25rem; }
.sheet, .chart { overflow: auto; border: 1px solid var(--line); border-radius: .5rem; }
.sheet { max-height: 88vh; }
table { border-collapse: separate; border-spacing: 0; font-size: .8rem; white-space: nowrap; }
th, td { padding: .2rem .35rem; border-bottom: 1px solid var(--line); text-align: left; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--panel); font-weight: 600; }
thead .number { padding: .2rem; text-align: center; }
th:first-child { position: sticky; left: 0; background: var(--page); border-right: 1px solid var(--line); }
thead th:first-child { z-index: 2; background: var(--panel); }
th button { all: unset; cursor: pointer; display: block; width: 100%; }
th button:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th button::after { position: absolute; right: 0; bottom: 0; font-size: .65rem; }
[aria-sort=descending] button::after { content: "▾"; }
[aria-sort=ascending] button::after { content: "▴"; }
th button:hover, [aria-sort] button { color: var(--link); }
tbody th { font-weight: 600; max-width: 10rem; }
tbody th, tbody th small, td.text div { overflow: hidden; text-overflow: ellipsis; }
td.text div { max-width: 7rem; }
tbody tr.first th:first-child { box-shadow: inset 4px 0 var(--on-error); padding-left: .8rem; }
td small, th small {
  display: block; color: var(--muted); font-size: .7rem; font-weight: 400; line-height: 1.2;
}
td.count { text-align: right; font-variant-numeric: tabular-nums; }
td.why { color: var(--on-error); white-space: normal; }
.error { background: var(--error); color: var(--on-error); }
.good { background: var(--good); color: var(--on-good); }
.warning { background: var(--warning); color: var(--on-warning); }
.unanswered { background: var(--unanswered); color: var(--on-unanswered); }
.missing { background: var(--missing); color: var(--on-missing); }
td.state { padding: 0; min-width: 1.45rem; border-left: 1px solid var(--page); }
.state { text-align: center; }
td.state > * { display: block; color: inherit; text-decoration: none; line-height: 2.2rem; }
td.state a:hover { outline: 2px solid var(--link); outline-offset: -2px; }
tbody tr:hover > :not(.state) { background: var(--panel); }
.switch { display: inline-block; margin: 0 0 .6rem; font-size: .85rem; }
body:has(#words:checked) td.state { position: relative; padding: 0 .15rem; }
body:has(#words:checked) td.state > * { position: absolute; inset: 0; color: transparent; }
body:has(#words:checked) td.state::after { content: attr(data-key); font-size: .72rem; }
.chart { padding: .9rem; }
.chart + h3 { margin-top: 1.25rem; }
h3 { margin: 0 0 .4rem; font-size: .95rem; }
svg {
  display: block; width: 100%; min-width: 42rem; max-width: 68rem; height: auto;
  font: 11px system-ui, sans-serif;
}
#rules svg { min-width: 34rem; max-width: 50rem; }
svg text { fill: var(--text); }
svg .axis { fill: var(--muted); text-anchor: middle; }
svg .axis.end { text-anchor: end; }
svg .count { fill: var(--muted); }
svg .grid { stroke: var(--line); }
svg .column { fill: transparent; }
svg g:hover .column { fill: var(--panel); }
svg .band { fill: var(--band); }
svg .range { stroke: var(--muted); }
svg .box, svg .bar { fill: var(--bar); }
svg .median { stroke: var(--text); stroke-width: 2; }
@media (max-width: 40rem) {
  body { font-size: 14px; }
  .figures { grid-template-columns: 1fr 1fr; gap: .5rem; }
  tbody th { max-width: 8rem; }
}
@page { size: A4 landscape; margin: 9mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 9pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .switch { display: none; }
  .sheet, .chart { overflow: visible; max-height: none; border: 0; padding: 0; }
  .figures { grid-template-columns: repeat(6, 1fr); }
  table { font-size: 6.5pt; }
  th, td, thead .number { padding: .5pt 2pt; }
  td small, th small { font-size: 5.5pt; }
  td.state { min-width: 0; }
  td.state > * { line-height: 1.4; padding: 0; }
  thead th, th:first-child { position: static; }
  th button { display: contents; }
  th button::after { content: none; }
  tr, #first li { break-inside: avoid; }
  tbody th { max-width: 7rem; }
  td.text div { max-width: 6rem; }
  h2, h3, .chart { break-inside: avoid; }
  h2, h3, h2 + p { break-after: avoid; }
  svg, #rules svg { min-width: 0; max-width: 21cm; }
}
"""

// Small conveniences. Without this file every page is complete and every table readable.
"use strict";

(() => {
  // The search is a dialog; a dialog needs a name.
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");

  // A table that scrolls sideways must be reachable by keyboard.
  const checkScrolling = () => {
    for (const [at, box] of document.querySelectorAll(".md-typeset__scrollwrap").entries()) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", `Table ${at + 1}, scrolls sideways`);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };
  addEventListener("resize", checkScrolling);
  addEventListener("load", checkScrolling);

  // On a phone each row of a table becomes a block of its own, each value with the name of its
  // column. Tables that compare columns (.pb-wide) and narrow ones stay tables. The roles keep them
  // tables for screen readers, whatever they look like.
  for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (heads.length < 3 || table.closest(".pb-wide")) continue;
    table.dataset.stacks = "";
    table.setAttribute("role", "table");
    for (const group of table.children) group.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      [...row.cells].forEach((cell, column) => {
        const head = cell.tagName === "TH";
        cell.setAttribute("role", head ? "columnheader" : "cell");
        if (!head) cell.dataset.column = heads[column].textContent;
      });
    }
  }

  // A filter over each marked table: words over all columns, and a choice for each column that has
  // only a few different values.
  const MOST_CHOICES = 12;
  const MOST_NAMES = 3;

  // Capitals and the marks on letters make no difference to those who look for something.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const control = (bar, title, element) => {
    const label = document.createElement("label");
    label.append(title, element);
    bar.append(label);
    return element;
  };

  const equip = (box) => {
    const table = box.querySelector("table");
    if (!table) return;
    const rows = [...table.tBodies[0].rows];
    const text = (cell) => cell.textContent.trim();
    const bar = document.createElement("form");
    bar.className = "pb-filter__bar";
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Filter the table");
    bar.addEventListener("submit", (event) => event.preventDefault());

    const words = control(bar, "Find", document.createElement("input"));
    words.type = "search";
    const choices = [];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const values = [...new Set(rows.map((row) => text(row.cells[column])))];
      if (column === 0 || values.length < 2 || values.length > MOST_CHOICES) return;
      if (values.some((value) => value.length > 40)) return;
      const select = control(bar, text(head), document.createElement("select"));
      select.append(new Option("All", ""), ...values.sort().map((value) => new Option(value)));
      choices.push([column, select]);
    });
    const shown = document.createElement("output");
    bar.append(shown);
    box.prepend(bar);

    // What a row is found by besides what it shows, such as its name in another language. Of this it
    // shows what was asked for.
    const texts = rows.map((row) => {
      const also = row.querySelector(".pb-also");
      const all = plain(row.textContent);
      const others = also?.textContent.trim().split("; ") ?? [];
      also?.replaceChildren();
      return {row, also, all, others, seen: plain(row.textContent)};
    });

    const update = () => {
      const wanted = plain(words.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const {row, also, all, others, seen} of texts) {
        if (also) {
          const unseen = wanted.filter((word) => !seen.includes(word));
          const asked = others.filter((name) => unseen.some((word) => plain(name).includes(word)));
          also.textContent = asked.length ? ` (${asked.slice(0, MOST_NAMES).join("; ")})` : "";
          also.hidden = !asked.length;
        }
        const fits =
          wanted.every((word) => all.includes(word)) &&
          choices.every(([column, select]) => !select.value || text(row.cells[column]) === select.value);
        row.hidden = !fits;
        count += fits;
      }
      shown.value = `${count} of ${rows.length} shown`;
    };
    bar.addEventListener("input", update);
    update();
  };

  document.querySelectorAll(".pb-filter").forEach(equip);

  // Who comes from the search sees the rows that were looked for, unless no row has the words.
  const asked = new URLSearchParams(location.search).get("h");
  for (const bar of asked ? document.querySelectorAll(".pb-filter__bar") : []) {
    const words = bar.querySelector("input");
    const write = (text) => {
      words.value = text;
      words.dispatchEvent(new Event("input", {bubbles: true}));
    };
    write(asked);
    if (!bar.parentElement.querySelector("tbody tr:not([hidden])")) write("");
  }
})();

// The filters of the partner directory. Without this file the whole table shows.
"use strict";

(() => {
  const form = document.querySelector("form.pb-directory__bar");
  const table = document.querySelector(".pb-directory table");
  if (!form || !table) return;

  const MOST_GUESSES = 4;
  const CITIES = "For a city, write its country or region.";
  const SELF = "/self";
  // Capitals and the marks on letters make no difference to those who look for something.
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("&", "and").trim();
  // "U.K.", "the Netherlands" and "St. Helena" are what people write of places.
  const placed = (text) => plain(text).replace(/^the /, "").replaceAll(".", "");
  const listed = (text, sign) => (text ? text.split(sign) : []);

  // ---- what lies in what: places and products are trees, a territory is a list of places

  const inside = new Map();
  for (const option of form.querySelectorAll("option[data-in]")) {
    inside.set(option.dataset.code ?? option.value, option.dataset.in);
  }
  const above = (code) => (code.endsWith(SELF) ? code.slice(0, -SELF.length) : inside.get(code));
  const within = (code, other) => {
    for (let at = code; at !== undefined; at = above(at)) if (at === other) return true;
    return false;
  };
  const meet = (codes, asked) =>
    codes.some((code) => asked.some((one) => within(code, one) || within(one, code)));

  const also = new Map();
  for (const option of form.querySelectorAll("#pb-places option[data-for]")) {
    also.set(option.dataset.for, placed(option.value));
  }
  const places = [...form.querySelectorAll("#pb-places option[data-code]")].map((option) => {
    const {code, holds, called} = option.dataset;
    const label = placed(option.value);
    // A part of a country is called "Bavaria, Germany" and found as "Bavaria" or "Bayern" too; a
    // country as "Holland" or "USA".
    const others = listed(called, "|").map(placed);
    const names = [label, label.split(", ")[0], also.get(code), ...others].filter(Boolean);
    return {code, label: option.value, holds: holds ? holds.split(",") : [code], names};
  });

  // The place that is meant, those it could also be, or those that begin so.
  const findPlaces = (text) => {
    const asked = placed(text);
    const coded = places.filter((place) => place.code.toLowerCase() === asked);
    const same = coded.length ? coded : places.filter((place) => place.names.includes(asked));
    // A country comes before a part of another that is called the same.
    const first = same.find((place) => place.names[0] === asked) ?? same[0];
    if (first) return {place: first, others: same.filter((place) => place !== first)};
    const near = places.filter((place) => place.names.some((name) => name.startsWith(asked)));
    return {place: null, others: near};
  };

  // ---- the rows

  const rows = [...table.tBodies[0].rows].map((row) => {
    const {type, tier, competency, language, vertical, rights, service} =
      row.querySelector(".pb-row").dataset;
    return {
      row,
      text: plain(row.textContent),
      own: {type: [type], tier: [tier]},
      lists: {competency: listed(competency, " "), vertical: listed(vertical, " ")},
      languages: listed(language, " "),
      rights: listed(rights, " ").map((one) => one.split("@").map((part) => listed(part, ","))),
      services: listed(service, " ").map((one) => one.split("@").map((part) => listed(part, ","))),
    };
  });

  // A right is to a product in a place; a service is done in a place in a language.
  const fits = (one, asked) => {
    const {find, place, product, service, language} = asked;
    const there = (codes) => !place || meet(codes, place);
    if (find && !find.every((word) => one.text.includes(word))) return false;
    for (const name of ["type", "tier"]) if (asked[name] && !one.own[name].includes(asked[name])) return false;
    for (const name of ["competency", "vertical"]) {
      if (asked[name] && !one.lists[name].includes(asked[name])) return false;
    }
    if (product && !one.rights.some(([what, at]) => meet(what, [product]) && there(at))) return false;
    const does = ([kind, languages, at]) =>
      kind[0] === service && there(at) && (!language || languages.includes(language));
    if (service) {
      if (!one.services.some(does)) return false;
    } else if (language && !one.languages.includes(language)) return false;
    if (!place || product || service) return true;
    return one.rights.some(([, at]) => there(at)) || one.services.some(([, , at]) => there(at));
  };

  // ---- the form

  const fields = [...form.querySelectorAll("input, select")];
  const field = (name) => fields.find((one) => one.name === name);
  const said = form.querySelector("output");
  const hint = form.querySelector("#pb-place");
  const clear = form.querySelector("button[type=reset]");
  const nobody = document.querySelector(".pb-nobody");
  const label = (one) => one.labels[0].firstChild.textContent.trim();

  const question = () => {
    const asked = {};
    for (const one of fields) if (one.value) asked[one.name] = one.value;
    if (asked.find) asked.find = plain(asked.find).split(/\s+/).filter(Boolean);
    const found = asked.place ? findPlaces(asked.place) : null;
    if (asked.place) asked.place = found.place?.holds;
    return {asked, found};
  };

  const sayPlace = (found) => {
    const names = found?.others.slice(0, MOST_GUESSES).map((place) => place.label).join("; ");
    if (!found) hint.textContent = "";
    else if (found.place) {
      const also = names ? ` There is also: ${names}.` : "";
      hint.textContent = `${found.place.label}: who serves it, or a part of it.${also}`;
    } else if (names) hint.textContent = `Not filtered by place yet. Did you mean: ${names}?`;
    else hint.textContent = `Not filtered by place: we know no country, region or part of a country of this name. ${CITIES}`;
    field("place").setAttribute("aria-invalid", String(Boolean(found && !found.place)));
  };

  // Where nobody is left: which one filter to give up, and whom that brings back.
  const sayNobody = (asked, count) => {
    nobody.hidden = count > 0;
    const list = nobody.querySelector("ul");
    list.replaceChildren();
    if (count) return;
    for (const one of fields.filter((field) => asked[field.name])) {
      const fewer = {...asked, [one.name]: undefined};
      const number = rows.filter((row) => fits(row, fewer)).length;
      if (!number) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pb-button";
      button.textContent = `Without “${label(one)}”: ${number} ${number === 1 ? "partner" : "partners"}`;
      button.addEventListener("click", () => {
        one.value = "";
        update();
        one.focus();
      });
      list.append(document.createElement("li"));
      list.lastChild.append(button);
    }
  };

  // ---- the address: what is asked stands behind the #, so that it can be sent to somebody

  const write = () => {
    // Who comes to one partner's row keeps that address until a filter is touched.
    if (document.readyState !== "complete") return;
    const parts = new URLSearchParams();
    for (const one of fields) {
      if (!one.value) continue;
      const found = one.name === "place" ? findPlaces(one.value).place : null;
      parts.set(one.name, found ? found.code : one.value);
    }
    const hash = parts.size ? `#${parts}` : "";
    if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
  };

  const read = () => {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return;
    const parts = new URLSearchParams(hash);
    for (const one of fields) {
      const value = parts.get(one.name) ?? "";
      one.value = one.name === "place" && value ? findPlaces(value).place?.label ?? value : value;
      if (one.selectedIndex === -1) one.value = "";
    }
  };

  const update = () => {
    const {asked, found} = question();
    let count = 0;
    for (const one of rows) {
      one.row.hidden = !fits(one, asked);
      count += !one.row.hidden;
    }
    said.value = `${count} of ${rows.length} shown`;
    clear.hidden = fields.every((one) => !one.value);
    sayPlace(found);
    sayNobody(asked, count);
    write();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const one of fields) one.value = "";
    update();
    fields[0].focus();
  });
  addEventListener("hashchange", () => {
    read();
    update();
  });
  read();
  update();
})();

// What pages do where there is JavaScript. Everything else works without it.

{
  const { lang, dataset: { zone, stale } } = document.documentElement;
  const build = new URL("../build.json", document.currentScript.src);
  const one = (selector, page = document) => page.querySelector(selector);
  const all = (selector) => document.querySelectorAll(selector);
  const passed = (instant) => Date.parse(instant) <= Date.now();
  const main = (page = document) => one("#main", page);

  const said = one("#said");
  const say = (text) => {
    said.textContent = text;
    setTimeout(() => (said.textContent = ""), 8e3);
  };

  // How long ago: beside times of the last seven days, and windows of the next. Which days are today and yesterday.

  const units = [["day", 1440], ["hour", 60], ["minute", 1]];
  const words = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
  const numbers = new Intl.RelativeTimeFormat(lang);
  const distance = (instant) => {
    const minutes = Math.round((Date.parse(instant) - Date.now()) / 6e4);
    const [unit, length] = units.find(([, length]) => Math.abs(minutes) >= length) ?? [];
    return unit ? numbers.format(Math.trunc(minutes / length), unit) : words.format(0, "second");
  };
  const days = new Intl.DateTimeFormat("en-CA", { timeZone: zone });

  const note = (element, text) => {
    let span = one(".ago", element);
    if (!span && text) {
      span = document.createElement("span");
      span.className = "ago";
      element.append(" ", span);
    }
    if (span && span.textContent !== text) span.textContent = text;
  };
  const near = ({ dateTime }) => (Math.abs(Date.now() - Date.parse(dateTime)) < 7 * 864e5 ? distance(dateTime) : "");

  const tell = () => {
    for (const line of all(".asof")) note(line, distance(one("time", line).dateTime));
    for (const step of all(".step")) note(one(".status", step), near(one(".posted time", step)));
    for (const window of all(".window")) {
      const start = one("time", window);
      note(window, passed(start.dateTime) ? "" : near(start));
    }
    for (const heading of all(".day h3")) {
      const day = one("time", heading).dateTime;
      const back = [0, -1].find((back) => days.format(Date.now() + back * 864e5) === day);
      note(heading, back === undefined ? "" : words.format(back, "day"));
    }
  };

  // The reader's own time zone, on a switch that is remembered.

  const format = new Intl.DateTimeFormat(lang, {
    year: "numeric", month: "short", day: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  });
  const own = format.resolvedOptions().timeZone;
  const written = new WeakMap();
  let isOwn = false;
  try {
    isOwn = localStorage.zone === "own";
  } catch { /* not remembered */ }

  const zones = () => {
    for (const time of all("time[datetime*=T]")) {
      if (!written.has(time)) written.set(time, time.textContent);
      time.textContent = isOwn ? format.format(Date.parse(time.dateTime)) : written.get(time);
    }
    const button = one("#zone");
    if (own === zone || !button) return;
    button.hidden = false;
    const [shown, other] = isOwn ? [own, zone] : [zone, own];
    one("span", button.parentElement).textContent = shown;
    button.textContent = other;
    button.ariaLabel = button.dataset.show.replace("{zone}", other);
  };

  one("#zone")?.addEventListener("click", () => {
    isOwn = !isOwn;
    zones();
    try {
      localStorage.zone = isOwn ? "own" : "";
    } catch { /* not remembered */ }
  });

  // What the clock has changed since the build.

  const look = (indicator) => (indicator === "none" ? "operational" : indicator);
  const show = (element, slug, label) => {
    element.className = `st ${slug}`;
    element.textContent = label;
  };
  const icon = (indicator) => {
    const link = one("#icon");
    link.href = link.dataset[indicator] ?? link.href;
  };

  const apply = ({ headline, indicator, places = {}, states }) => {
    for (const [id, { slug, label }] of Object.entries(states)) {
      for (const state of all(`[data-row="${id}"] > .st`)) {
        show(state, slug, label);
        if (state.matches("dd > .st")) state.parentElement.replaceChildren(state);
      }
    }
    for (const [id, place] of Object.entries(places)) {
      const card = one(`.card[data-report="${id}"]`);
      card.classList.remove("upcoming");
      if (place === "running") one("[data-place=running]").append(card);
      else if (card.closest("[data-place=running]")) one(".in > .states", card)?.remove();
      else card.remove();
    }
    const title = one(".banner h1");
    if (!title) return;
    document.title = document.title.replace(title.textContent, headline);
    document.body.className = `page-index ${look(indicator)}`;
    show(title, look(indicator), headline);
    icon(indicator);
    for (const section of all("[data-place]")) section.hidden = !one(".card", section);
  };

  let turns = [];
  const expect = (page) => (turns = JSON.parse(one("#turns", page)?.textContent ?? "[]"));
  const turn = () => {
    for (const step of all("[data-at]")) step.hidden = !passed(step.dataset.at);
    const latest = one("[data-at]:not([hidden])");
    if (latest && one(".now")) show(one(".now"), `${latest.classList[1]} now`, one(".status", latest).firstChild.textContent);
    while (turns[0] && passed(turns[0].at)) apply(turns.shift());
  };

  // How old the build is, and whether there is a newer one. A newer page takes the place of this one without a jump.

  const bare = (page) => {
    const copy = main(page).cloneNode(true);
    one(".asof", copy)?.remove();
    return copy.innerHTML;
  };
  let served = bare();
  let latest = { built: one(".asof time")?.dateTime };

  const warn = () => {
    const note = one("#stale");
    note.hidden = !latest.built || Date.now() - Date.parse(latest.built) < stale * 1000;
    one("b", note).textContent = note.hidden ? "" : distance(latest.built);
  };

  const name = (element) =>
    ["id", "data-row", "data-report", "datetime", "href"]
      .filter((key) => element?.hasAttribute(key))
      .map((key) => `main [${key}="${CSS.escape(element.getAttribute(key))}"]`)[0];
  const landmarks = "main :is([id], [data-row], [data-report], .day time)";

  const replace = (page) => {
    const anchor = [...all(landmarks)].find((element) => element.getBoundingClientRect().top >= 0);
    const top = anchor?.getBoundingClientRect().top;
    const open = [...all("main [open] > summary")].map(({ textContent }) => textContent);
    const focus = main().contains(document.activeElement) && name(document.activeElement);
    main().replaceChildren(...main(page).childNodes);
    expect(page);
    document.title = page.title;
    document.body.className = page.body.className;
    one("#icon").href = one("#icon", page).href;
    for (const summary of all("main summary")) {
      if (open.includes(summary.textContent)) summary.parentElement.open = true;
    }
    refresh();
    if (focus) one(focus)?.focus({ preventScroll: true });
    const there = anchor && one(name(anchor));
    if (there) scrollBy({ top: there.getBoundingClientRect().top - top, behavior: "instant" });
  };

  const styles = (page) => one("link[rel=stylesheet]", page).getAttribute("href");
  const check = async () => {
    if (document.hidden || !getSelection().isCollapsed) return;
    try {
      const news = await (await fetch(build, { cache: "no-cache" })).json();
      const isNew = latest.built && latest.built !== news.built;
      if (!isNew) latest = news;
      warn();
      if (!one(".banner")) icon(news.indicator);
      if (!isNew) return;
      const text = await (await fetch(location.href, { cache: "no-cache" })).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      if (!main(page)) return;
      latest = news;
      warn();
      if (styles(page) !== styles()) location.reload();
      else if (bare(page) !== served) {
        served = bare(page);
        replace(page);
        say(said.dataset.updated);
      } else if (one(".asof")) {
        one(".asof").replaceWith(one(".asof", page));
        refresh();
      }
    } catch { /* no connection: what stands here is as true as it was */ }
  };

  const refresh = () => {
    turn();
    tell();
    zones();
    warn();
  };
  expect();
  refresh();
  setInterval(refresh, 2e4);
  setTimeout(check, 15e3);
  setInterval(check, 6e4);
  document.addEventListener("visibilitychange", () => {
    refresh();
    check();
  });

  // The addresses of feeds can be copied, where the browser lets a page do so.

  for (const button of navigator.clipboard ? all("button.copy") : []) {
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const link = button.parentElement.querySelector("a");
      await navigator.clipboard.writeText(link.href);
      button.textContent = button.dataset.done;
      say(`${button.dataset.done}: ${link.href}`);
      setTimeout(() => (button.textContent = name), 3e3);
    });
  }
}

// The bars say each day, the last one being 0: to pointers, to fingers, and to the arrow keys, on a group's own line too.
{
  const { body, documentElement: root } = document;
  const language = `${root.lang}-u-ca-gregory-nu-latn`;
  const format = /^en/.test(language) ? { year: "numeric", month: "short", day: "2-digit" } : { dateStyle: "medium" };
  const dates = new Intl.DateTimeFormat(language, { ...format, timeZone: "UTC" });
  const forward = root.dir === "rtl" ? -1 : 1;
  const steps = { ArrowLeft: -forward, ArrowRight: forward, ArrowDown: -1, ArrowUp: 1, Home: -90, End: 90 };
  const set = (element, attributes) => {
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };
  const mark = set(document.createElementNS("http://www.w3.org/2000/svg", "rect"), { class: "at" });
  const tip = set(document.createElement("div"), { class: "tip", "aria-hidden": true });
  const chosen = new WeakMap();
  let held;

  const barsOf = (event) => event.target.closest?.(".bars");
  const shown = (bars) => getComputedStyle(bars).getPropertyValue("--days") || 90;

  const choose = (bars, step) => {
    const first = 1 - shown(bars);
    const day = Math.max(first, Math.min(0, (chosen.get(bars) ?? 0) + step));
    const { last, plain, unknown, blank } = bars.dataset;
    chosen.set(bars, day);
    const text =
      bars.querySelector(`[x="${day * 4 + 356}"] title`)?.textContent ??
      (day + 89 < unknown ? blank : plain).replace("%(day)s", dates.format(Date.parse(last) + day * 864e5));
    if (bars.matches("[tabindex]"))
      set(bars, { "aria-valuemin": first, "aria-valuemax": 0, "aria-valuenow": day, "aria-valuetext": text });
    return text;
  };

  const show = (bars, step = 0) => {
    tip.textContent = choose(bars, step);
    bars.append(set(mark, { x: chosen.get(bars) * 4 + 356 }));
    body.append(tip);
    const { top, bottom, left, right } = mark.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = tip;
    const start = Math.min((left + right - width) / 2, root.clientWidth - width - 8);
    tip.style.left = `${Math.max(8, start) + scrollX}px`;
    tip.style.top = `${(top < height ? bottom : top - height) + scrollY}px`;
  };

  const hide = () => {
    held = null;
    tip.remove();
    mark.remove();
  };

  const leave = () => (held ? show(held) : hide());

  const point = (event) => {
    const bars = barsOf(event);
    if (bars) {
      const { left, right, width } = bars.getBoundingClientRect();
      const back = (forward > 0 ? right - event.clientX : event.clientX - left) / width;
      chosen.set(bars, -Math.floor(back * shown(bars)));
      show(bars);
    } else if (tip.isConnected && event.target !== tip) leave();
  };

  const listeners = {
    pointermove: point,
    pointerdown: point,
    focusin: (event) => {
      const bars = barsOf(event);
      if (bars) show(bars);
      held = bars?.matches(":focus-visible") && bars;
    },
    focusout: ({ target }) => queueMicrotask(() => target.isConnected && hide()), // if no new page takes the place
    click: (event) => barsOf(event) && event.preventDefault(), // which would fold the group
    keydown: (event) => {
      const own = barsOf(event);
      const bars = own ?? event.target.querySelector(":scope > .bars");
      const step = bars && (own || /ft$|gh/.test(event.key)) && steps[event.key];
      if (event.key === "Escape") hide();
      if (step && !event.altKey && !event.metaKey) {
        event.preventDefault();
        show(bars, own || held ? step : 0);
        held = bars;
      }
    },
  };
  for (const type in listeners) document.addEventListener(type, listeners[type]);
  addEventListener("resize", leave);

  const prepare = () => {
    for (const bars of document.querySelectorAll(".bars:not([tabindex], summary *)"))
      choose(set(bars, { role: "slider", tabindex: 0 }), 0);
    if (tip.isConnected && !mark.isConnected) {
      const again = document.querySelector(`[data-row="${held?.parentElement.dataset.row}"] > .bars`);
      const day = chosen.get(held);
      hide();
      if (again) {
        chosen.set(again, day);
        again.focus({ preventScroll: true });
      }
    }
  };
  prepare();
  new MutationObserver(prepare).observe(body, { childList: true, subtree: true });
}

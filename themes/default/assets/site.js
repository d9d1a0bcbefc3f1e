// Pages work without this.

{
  const { lang, dir, dataset: { zone, stale } } = document.documentElement;
  const tag = `${lang}-u-ca-gregory-nu-latn`;
  const build = new URL("../build.json", document.currentScript.src);
  const one = (selector, page = document) => page.querySelector(selector);
  const all = (selector, page = document) => [...page.querySelectorAll(selector)];
  const main = (page) => one("main", page);
  const passed = (instant) => Date.parse(instant) <= Date.now();

  const put = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  const said = one(".said");
  let silence;
  const say = (text) => {
    put(said, text);
    clearTimeout(silence);
    silence = setTimeout(() => put(said, ""), 8e3);
  };

  const units = [["day", 1440], ["hour", 60], ["minute", 1]];
  const words = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const numbers = new Intl.RelativeTimeFormat(tag);
  const distance = ({ dateTime }, latest = 0) => {
    const minutes = Math.min(latest, Math.round((Date.parse(dateTime) - Date.now()) / 6e4));
    const [unit, length] = units.find(([, length]) => Math.abs(minutes) >= length) ?? [];
    return unit ? numbers.format(Math.trunc(minutes / length), unit) : words.format(0, "second");
  };
  const near = (time, latest) =>
    Math.abs(Date.now() - Date.parse(time.dateTime)) < 7 * 864e5 ? distance(time, latest) : "";
  const days = new Intl.DateTimeFormat("en-CA", { timeZone: zone });

  const note = (element, text) => {
    let span = one(".ago", element);
    if (!text) return span?.remove();
    if (!span) {
      span = document.createElement("span");
      span.className = "ago";
      element.append(" ", span);
    }
    put(span, text);
  };

  const tell = () => {
    for (const line of all(".asof")) note(line, distance(one("time", line)));
    for (const step of all(".step")) note(one(".status", step), near(one(".posted time", step)));
    for (const window of all(".window")) {
      const start = one("time", window);
      note(window, passed(start.dateTime) ? "" : near(start, Infinity));
    }
    const today = Date.parse(days.format());
    for (const heading of all(".day h3")) {
      const back = (Date.parse(one("time", heading).dateTime) - today) / 864e5;
      note(heading, back === 0 || back === -1 ? words.format(back, "day") : "");
    }
  };

  const format = new Intl.DateTimeFormat(tag, {
    year: "numeric", month: "short", day: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  });
  const own = format.resolvedOptions().timeZone;
  const isElsewhere = own !== days.resolvedOptions().timeZone;
  const written = new WeakMap();
  const remembered = (change) => {
    try {
      return change(localStorage);
    } catch { /* not allowed */ }
  };
  let isOwn = isElsewhere && remembered((store) => store.zone === "own");

  const zones = () => {
    for (const time of all("time[datetime*=T]")) {
      if (!written.has(time)) written.set(time, time.textContent);
      put(time, isOwn ? format.format(Date.parse(time.dateTime)) : written.get(time));
    }
    const button = one(".zone");
    if (!button || !isElsewhere) return;
    const [shown, other] = isOwn ? [own, zone] : [zone, own];
    put(one("span", button.parentElement), shown);
    put(button, other);
    button.ariaLabel = button.dataset.show.replace("{zone}", other);
    button.hidden = false;
  };

  one(".zone")?.addEventListener("click", () => {
    isOwn = !isOwn;
    zones();
    remembered((store) => (store.zone = isOwn ? "own" : ""));
  });

  // What the clock has changed since the build

  const look = (indicator) => (indicator === "none" ? "operational" : indicator);
  const show = (element, slug, label) => {
    element.className = `st ${slug}`;
    put(element, label);
  };
  const icon = (indicator) => {
    const link = one("[rel=icon]");
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
      if (place === "gone") card.remove();
      else one(`[data-place=${place}] > h2`).after(card);
    }
    const title = one(".banner h1");
    if (!title) return;
    document.title = document.title.replace(title.textContent, headline);
    document.body.className = `page-index ${look(indicator)}`;
    show(title, look(indicator), headline);
    icon(indicator);
    for (const section of all("[data-place]")) section.hidden = !one(".card", section);
  };

  // Elements that a newer page has again: by name, or by place in a named one
  const keys = ["id", "data-row", "data-group", "data-report", "data-past", "data-day"];
  const named = keys.map((key) => `[${key}]`).join();
  const name = (element) => {
    const key = keys.find((key) => element.hasAttribute(key));
    return `[${key}="${CSS.escape(element.getAttribute(key))}"]`;
  };
  const inside = "a, button, .bars, details, summary";
  const remember = (element) => {
    const owner = element.closest(named);
    const [selector, place] = [name(owner), all(inside, owner).indexOf(element)];
    return () => (place < 0 ? one(selector) : one(selector) && all(inside, one(selector))[place]);
  };

  const hold = (change) => {
    const top = (it) => it.getBoundingClientRect().top;
    const anchor = scrollY && all(named, main()).find((it) => it.getClientRects().length && top(it) >= 0 && !one(named, it));
    const [before, again] = anchor ? [top(anchor), remember(anchor)] : [];
    change();
    const there = again?.();
    if (there) scrollBy({ top: top(there) - before, behavior: "instant" });
  };

  let turns;
  const turn = () => {
    for (const step of all("[data-at]")) step.hidden = !passed(step.dataset.at);
    const last = one("[data-at]:not([hidden])");
    if (last && one(".now")) show(one(".now"), `${last.classList[1]} now`, one(".status", last).firstChild.textContent);
    while (turns[0] && passed(turns[0].at)) apply(turns.shift());
  };

  // Newer builds take this one's place

  let latest;
  const built = (page) => one(".asof time", page);
  const warn = () => {
    const note = one(".stale");
    const time = built() ?? { dateTime: latest?.built };
    note.hidden = !(Date.now() - Date.parse(time.dateTime) >= stale * 1000);
    if (!note.hidden) put(one("b", note), distance(time));
  };

  const refresh = () => {
    hold(turn);
    tell();
    zones();
    warn();
  };

  const served = (page) => {
    const copy = main(page).cloneNode(true);
    one(".asof", copy)?.remove();
    return copy.innerHTML;
  };
  let text = served();

  const folded = new WeakMap();
  const read = (page) => {
    turns = JSON.parse(one('[type="application/json"]', page)?.textContent ?? "[]");
    for (const fold of all("main details")) folded.set(fold, fold.open);
    refresh();
  };

  const replace = (page) => {
    const turned = all("main details").filter((it) => it.open !== folded.get(it)).map((it) => [remember(it), it.open]);
    const focus = main().contains(document.activeElement) && remember(document.activeElement);
    main().replaceChildren(...main(page).childNodes);
    document.title = page.title;
    document.body.className = page.body.className;
    if (built()) one("[rel=icon]").href = one("[rel=icon]", page).href;
    read(page);
    for (const [fold, open] of turned) if (fold()) fold().open = open;
    if (focus) setTimeout(() => focus()?.focus({ preventScroll: true }));
  };

  const files = (page) => all("link[rel=stylesheet], script[src]", page).map((it) => it.href ?? it.getAttribute("src")).join();
  const take = (page) => {
    if (!main(page) || built(page)?.dateTime < built()?.dateTime) return;
    if (files(page) !== files()) location.reload();
    else if (served(page) !== text) {
      text = served(page);
      hold(() => replace(page));
      say(said.dataset.updated);
    } else if (built()) {
      one(".asof").replaceWith(one(".asof", page));
      refresh();
    }
  };

  // A page may come later than build.json, so it is asked for twice; the front page knows its build.
  let rounds;
  const check = async () => {
    if (document.hidden) return;
    const isFree = getSelection().isCollapsed;
    let page;
    try {
      const news = await (await fetch(build, { cache: "no-cache" })).json();
      if (news.digest !== latest?.digest) rounds = 2;
      latest = news;
      if (isFree && (built() ? built().dateTime !== news.built : rounds-- > 0)) {
        page = await (await fetch(location.href, { cache: "no-cache" })).text();
      }
    } catch {
      return; // offline
    }
    warn();
    if (!built()) icon(latest.indicator);
    if (page) take(new DOMParser().parseFromString(page, "text/html"));
  };

  read();
  setInterval(refresh, 2e4);
  setTimeout(check, 15e3);
  setInterval(check, 6e4);
  document.addEventListener("visibilitychange", () => {
    refresh();
    check();
  });

  for (const button of navigator.clipboard ? all("button.copy") : []) {
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { href } = one("a", button.parentElement);
      await navigator.clipboard.writeText(href);
      button.textContent = button.dataset.done;
      say(`${button.dataset.done}: ${href}`);
      setTimeout(() => (button.textContent = name), 3e3);
    });
  }

  // The bars say each day, the last one being 0, to pointers and to arrow keys
  {
    const { body, documentElement: root } = document;
    const style = /^en/.test(lang) ? { year: "numeric", month: "short", day: "2-digit" } : { dateStyle: "medium" };
    const dates = new Intl.DateTimeFormat(tag, { ...style, timeZone: "UTC" });
    const forward = dir === "rtl" ? -1 : 1;
    const steps = { ArrowLeft: -forward, ArrowRight: forward, ArrowDown: -1, ArrowUp: 1, Home: -90, End: 90 };
    const set = (element, attributes) => {
      for (const name in attributes) element.setAttribute(name, attributes[name]);
      return element;
    };
    const mark = set(document.createElementNS("http://www.w3.org/2000/svg", "rect"), { class: "at" });
    const tip = set(document.createElement("div"), { class: "tip", "aria-hidden": true });
    const chosen = {};
    const row = (bars) => bars.parentElement.dataset.row;
    let held;

    const barsOf = (event) => event.target.closest?.(".bars");
    const shown = (bars) => getComputedStyle(bars).getPropertyValue("--days") || 90;

    const choose = (bars, step) => {
      const first = 1 - shown(bars);
      const day = Math.max(first, Math.min(0, (chosen[row(bars)] ?? 0) + step));
      const { last, plain, unknown, blank } = bars.dataset;
      chosen[row(bars)] = day;
      const text =
        one(`[x="${day * 4 + 356}"] title`, bars)?.textContent ??
        (day + 89 < unknown ? blank : plain).replace("%(day)s", dates.format(Date.parse(last) + day * 864e5));
      if (bars.matches("[tabindex]"))
        set(bars, { "aria-valuemin": first, "aria-valuemax": 0, "aria-valuenow": day, "aria-valuetext": text });
      return text;
    };

    const show = (bars, step = 0) => {
      put(tip, choose(bars, step));
      bars.append(set(mark, { x: chosen[row(bars)] * 4 + 356 }));
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
        chosen[row(bars)] = -Math.floor(back * shown(bars));
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
      focusout: ({ target }) => queueMicrotask(() => target.isConnected && hide()),
      click: (event) => barsOf(event) && event.preventDefault(), // a group would fold
      keydown: (event) => {
        const own = barsOf(event);
        const bars = own ?? one(":scope > .bars", event.target);
        const step = bars && (own || /ft$|gh/.test(event.key)) && steps[event.key];
        if (event.key === "Escape") hide();
        if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          show(bars, own || held ? step : 0);
          held = bars;
        }
      },
    };
    for (const type in listeners) document.addEventListener(type, listeners[type]);
    addEventListener("resize", leave);

    const prepare = () => {
      for (const bars of all(".bars:not([tabindex], summary *)"))
        choose(set(bars, { role: "slider", tabindex: 0 }), 0);
      if (!mark.isConnected) hide();
    };
    prepare();
    new MutationObserver(prepare).observe(body, { childList: true, subtree: true });
  }
}

// Puts one long word, as an address or a file's name is, wherever the page shows the name of something.
() => {
  const WORD = "groundwater_levels_by_station_and_month_2019_to_2026_final.csv";
  const places = document.querySelectorAll("main :is(h1, h2, h3, h4, a, [aria-current]):not(button)");
  for (const place of places) {
    const words = [...place.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.data));
    if (words.length) words[0].data = WORD;
  }
}

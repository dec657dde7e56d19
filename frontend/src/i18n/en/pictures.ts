/** Pictures that articles name by an address of the web. */
export const pictures = {
  "pictures.missing": "{count, plural, one {# picture is} other {# pictures are}} missing: only the address came with the text.",
  "pictures.waiting": "{count, plural, one {# of them was} other {# of them were}} asked for in vain.",
  "pictures.fetch": "Fetch pictures",
  "pictures.again": "Try again",
  "pictures.private": "Ask my own network too",
  "pictures.fetching": "Fetching pictures…",
  "pictures.fetched": "{count, plural, =0 {No picture came} one {# picture fetched} other {# pictures fetched}}",
  "pictures.failed": "{count, plural, one {# picture} other {# pictures}} did not come.",
  "pictures.problems": "What went wrong",
  "import.fetch": "Also fetch its pictures from the network",
  "feeds.pictures": "Fetch pictures with its articles",
  "feeds.pictures.off": "Leave pictures where they are",
  "feeds.pictured": "with pictures",
  "help.guide.pictures": "Pictures in or beside a file come in with it. Those that are named by an address of the web are fetched when you say so: in the import's dialog, on the article, for the whole library, or for a feed. What was fetched is encoded anew and can be taken back.",
  "job.pictures": "Fetching pictures",
  "verb.pictures.fetched": "Pictures fetched",
} as const;

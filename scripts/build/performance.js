// Stands in for the global of this name in the bundle: Node loads a whole module when that is touched first.
export const performance = {
  now() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1_000 + nanoseconds / 1_000_000;
  },
};

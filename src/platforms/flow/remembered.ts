/** A function that works its answer out once for each object; the objects are models and flows, which never change. */
export function remembered<Key extends object, Answer>(workOut: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, Answer>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = workOut(key);
    answers.set(key, answer);
    return answer;
  };
}

interface Answered<Key, Answer> {
  readonly key: Key;
  readonly answer: Answer;
}

/**
 * The same for what is asked about one object, or two by turns, several times in a row and then no more: only the last two answers are
 * kept. A table with one for each script would grow with every file, and be gone through whenever garbage is collected.
 */
export function rememberedLately<Key extends object, Answer>(workOut: (key: Key) => Answer): (key: Key) => Answer {
  let last: Answered<Key, Answer> | undefined;
  let before: Answered<Key, Answer> | undefined;
  return (key) => {
    if (last?.key === key) return last.answer;
    const known = before?.key === key ? before : { key, answer: workOut(key) };
    before = last;
    last = known;
    return known.answer;
  };
}

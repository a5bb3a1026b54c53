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

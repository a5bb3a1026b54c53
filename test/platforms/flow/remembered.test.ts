import { expect, it } from "vitest";
import { rememberedLately } from "../../../src/platforms/flow/remembered.ts";

function counted() {
  const asked: string[] = [];
  const ask = rememberedLately(({ name }: { readonly name: string }) => {
    asked.push(name);
    return name.toUpperCase();
  });
  return { ask, asked };
}

const [one, two, three] = [{ name: "one" }, { name: "two" }, { name: "three" }] as const;

it("what is asked several times in a row, or by turns with another, is worked out once", () => {
  const { ask, asked } = counted();
  expect([one, one, two, one, two, two, one].map(ask)).toEqual(["ONE", "ONE", "TWO", "ONE", "TWO", "TWO", "ONE"]);
  expect(asked).toEqual(["one", "two"]);
});

it("of others the answer is forgotten, and is the same when it is worked out again", () => {
  const { ask, asked } = counted();
  expect([one, two, three, one].map(ask)).toEqual(["ONE", "TWO", "THREE", "ONE"]);
  expect(asked).toEqual(["one", "two", "three", "one"]);
});

import type { Literal, Parameter } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { JenkinsModel } from "./model.ts";

/** Types of parameters into which any text may be typed, and that Jenkins keeps in plain. */
const TAKES_TEXT = /^(?:string|text|validatingString|new StringParameter\w*|new TextParameter\w*)$/;

/** Notes what a build asks for. What is typed into one of the type `password` is kept encrypted, but its default lies in the file. */
export function noteParameters({ parameters }: Collected, model: JenkinsModel): void {
  for (const { type, name, default: value } of model.parameters) {
    const literal: Literal | undefined =
      value === undefined || value.value === "" || value.value.includes("$")
        ? undefined
        : { name: name.value, place: value.place, ...placedText(value), via: "input" };
    const parameter: Parameter = {
      name: name.value,
      place: name.place,
      by: "person",
      takesText: TAKES_TEXT.test(type),
      ...(literal !== undefined && type !== "credentials" && { default: literal }),
    };
    parameters.push(parameter);
  }
}

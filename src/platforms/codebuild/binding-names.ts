import type { CodebuildModel } from "./model.ts";

/** Names of the variables that hold in the whole build. */
export const bindingNames = ({ variables, parameters, secrets }: CodebuildModel): string[] =>
  [...variables, ...parameters, ...secrets].map(({ name }) => name.value);

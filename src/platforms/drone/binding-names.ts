export { bindingNames } from "../container-steps/binding-names.ts";

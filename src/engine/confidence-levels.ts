export { LEVELS as CONFIDENCE_LEVELS } from "../judge/weights.ts";

import type { Detector } from "../core/stages.ts";
import { assignmentDetector } from "./assignment.ts";
import { contentDetector } from "./content.ts";
import { regexDetector } from "./regex.ts";

export const detectors: readonly Detector[] = [assignmentDetector, regexDetector, contentDetector];

import type { PipelineFix } from "./contract.ts";
import { broadPermissions } from "./github/broad-permissions.ts";
import { missingPermissions } from "./github/missing-permissions.ts";
import { secretsInherit } from "./github/secrets-inherit.ts";
import { unusedPermission } from "./github/unused-permission.ts";
import { jenkinsArtefactExpiry } from "./jenkins/artefact-expiry.ts";
import { groovyFilled } from "./jenkins/groovy-filled.ts";
import { artefactExpiry } from "./pipelines/artefact-expiry.ts";
import { failOpen, passedOver } from "./pipelines/fail-open.ts";
import { literalReference } from "./pipelines/literal.ts";
import { narrowEnv } from "./pipelines/narrow-env.ts";
import { persistedCredentials } from "./pipelines/persisted-credentials.ts";
import { pinnedAction, pinnedImage } from "./pipelines/pins.ts";
import { redaction } from "./pipelines/redaction.ts";
import { scriptExpression } from "./pipelines/script-expression.ts";
import { shellTrace } from "./pipelines/shell-trace.ts";

/** All ways of mending what policies find. Another platform adds its own here. */
export const PIPELINE_FIXES: readonly PipelineFix[] = [
  artefactExpiry,
  broadPermissions,
  failOpen,
  groovyFilled,
  jenkinsArtefactExpiry,
  literalReference,
  missingPermissions,
  narrowEnv,
  passedOver,
  persistedCredentials,
  pinnedAction,
  pinnedImage,
  redaction,
  scriptExpression,
  secretsInherit,
  shellTrace,
  unusedPermission,
];

/** Why a policy's findings cannot be mended on a platform, as a clause; undefined where nothing is known of it. */
export const whyNotOn = (rule: string, platform: string): string | undefined =>
  PIPELINE_FIXES.find(({ rules }) => rules.includes(rule))?.notOn?.[platform];

/** The fix for a policy's findings on a platform; undefined where there is none. */
export const pipelineFixFor = (rule: string, platform: string): PipelineFix | undefined =>
  PIPELINE_FIXES.find(({ rules, platforms }) => rules.includes(rule) && platforms.includes(platform));

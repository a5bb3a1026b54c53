import type { Given } from "./model.ts";

/** Plugins that build and push images, and whose credentials are those of a registry. */
const BUILDS_IMAGES =
  /(?:^|\/)(?:drone-)?(?:plugins?\/|plugin-)?(?:docker(?:-buildx|-publish)?|buildx|kaniko(?:-\w+)?|ecr|gcr|gar|acr|heroku|buildah(?:-\w+)?|podman)$/i;

export const buildsImages = (image: string): boolean => BUILDS_IMAGES.test(image);

/** Plugins that keep files for later runs, or publish them. */
const CACHES = /cache/i;
const PUBLISHES =
  /(?:github|gitea|forgejo|gitlab)-release|plugin-release|(?:^|[/-])(?:s3|gcs|azure-storage|webdav|artifactory|nexus-\w+|s3-sync)$/i;

/** The files that a plugin hands on, by its settings. */
export function handedOnBy(
  image: string,
  settings: readonly Given[],
): { readonly kind: "artefact" | "cache"; readonly paths: readonly Given[] } {
  if (CACHES.test(image))
    return { kind: "cache", paths: settings.filter(({ path }) => /^(?:mount|cache_paths?|paths?)$/.test(path)) };
  const paths = PUBLISHES.test(image)
    ? settings.filter(({ path }) => /^(?:files?|source|file_exists_glob)$/.test(path))
    : [];
  return { kind: "artefact", paths };
}

/** Settings that name variables of the step: `build_args_from_env: [NPM_TOKEN]`. */
export const namesVariables = ({ path }: Given): boolean =>
  /^(?:build_args_from_env|env(?:s|ironment)?|env_vars)$/.test(path);

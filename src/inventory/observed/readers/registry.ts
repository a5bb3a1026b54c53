import type { StoreList } from "../store-list.ts";
import { awsAccessKeys } from "./aws-access-keys.ts";
import { awsSecrets } from "./aws-secrets.ts";
import { azureSecrets } from "./azure-secrets.ts";
import { dopplerSecrets } from "./doppler-secrets.ts";
import { gcloudSecrets } from "./gcloud-secrets.ts";
import { ghSecrets } from "./gh-secrets.ts";
import { ghVariables } from "./gh-variables.ts";
import { glabVariables } from "./glab-variables.ts";
import { kubernetesObjects } from "./kubernetes-objects.ts";
import { onePasswordItems } from "./onepassword-items.ts";
import { vaultList } from "./vault-list.ts";
import { vaultMetadata } from "./vault-metadata.ts";
import { vaultRole } from "./vault-role.ts";

/** All shapes that are known; no document has two of them. */
export const STORE_LISTS: readonly StoreList[] = [
  ghSecrets,
  ghVariables,
  glabVariables,
  awsSecrets,
  awsAccessKeys,
  vaultMetadata,
  vaultList,
  vaultRole,
  azureSecrets,
  gcloudSecrets,
  kubernetesObjects,
  dopplerSecrets,
  onePasswordItems,
];

import { readTable } from "../read-table.ts";

/**
 * Rules of gitleaks by their ids, with the rules of ours that look for the same; empty where there is none. Facts, to be
 * held up to date by hand: a rule that is missing here is told to whoever imports it.
 */
const TABLE = `
1password-secret-key: onepassword/secret-key
1password-service-account-token: onepassword/service-account-token
adafruit-api-key: adafruit-io/api-key adafruit-io/legacy-key
adobe-client-id:
adobe-client-secret: adobe/client-secret
age-secret-key: private-key/age
airtable-api-key: airtable/legacy-api-key
airtable-personnal-access-token: airtable/personal-access-token
algolia-api-key: algolia/admin-api-key
alibaba-access-key-id: alibaba/access-key-id
alibaba-secret-key: alibaba/access-key-secret
anthropic-admin-api-key: anthropic/admin-key
anthropic-api-key: anthropic/api-key
artifactory-api-key: jfrog/api-key
artifactory-reference-token: jfrog/reference-token
asana-client-id:
asana-client-secret: asana/client-secret
atlassian-api-token: atlassian/api-token
authress-service-client-access-key:
aws-access-token: aws/access-key-id
aws-amazon-bedrock-api-key-long-lived: aws/bedrock-api-key
aws-amazon-bedrock-api-key-short-lived: aws/bedrock-api-key
azure-ad-client-secret: azure/client-secret
beamer-api-token: beamer/api-key
bitbucket-client-id:
bitbucket-client-secret: bitbucket/oauth-consumer-secret
bittrex-access-key:
bittrex-secret-key: bittrex/api-secret
cisco-meraki-api-key: cisco/meraki-api-key
clickhouse-cloud-api-secret-key: clickhouse/cloud-api-secret
clojars-api-token: clojars/deploy-token
cloudflare-api-key: cloudflare/legacy-api-token
cloudflare-global-api-key: cloudflare/legacy-global-api-key
cloudflare-origin-ca-key: cloudflare/origin-ca-key
codecov-access-token: codecov/upload-token
cohere-api-token: cohere/api-key
coinbase-access-token:
confluent-access-token:
confluent-secret-key: confluent/legacy-api-secret
contentful-delivery-api-token: contentful/delivery-token
curl-auth-header: http/basic-auth-header http/bearer-header
curl-auth-user: http/curl-user-password
databricks-api-token: databricks/personal-access-token
datadog-access-token: datadog/application-key
defined-networking-api-token: defined-networking/api-key
digitalocean-access-token: digitalocean/oauth-access-token
digitalocean-pat: digitalocean/personal-access-token
digitalocean-refresh-token: digitalocean/oauth-refresh-token
discord-api-token: discord/bot-token
discord-client-id:
discord-client-secret: discord/client-secret
doppler-api-token: doppler/personal-token
droneci-access-token: drone/user-token
dropbox-api-token: dropbox/app-secret
dropbox-long-lived-api-token: dropbox/long-lived-access-token
dropbox-short-lived-api-token: dropbox/short-lived-access-token
duffel-api-token: duffel/live-access-token duffel/test-access-token
dynatrace-api-token: dynatrace/access-token
easypost-api-token: easypost/production-api-key
easypost-test-api-token: easypost/test-api-key
etsy-access-token: etsy/api-key
facebook-access-token: meta/app-access-token
facebook-page-access-token: meta/access-token
facebook-secret: meta/app-secret
fastly-api-token: fastly/api-token
finicity-api-token: finicity/app-key
finicity-client-secret: finicity/partner-secret
finnhub-access-token: finnhub/api-key
flickr-access-token: flickr/api-key
flutterwave-encryption-key: flutterwave/encryption-key
flutterwave-public-key:
flutterwave-secret-key: flutterwave/test-secret-key
flyio-access-token: flyio/access-token flyio/personal-token
frameio-api-token: frameio/developer-token
freemius-secret-key:
freshbooks-access-token: freshbooks/access-token
gcp-api-key: google/api-key
generic-api-key: generic/assigned-secret
github-app-token: github/app-installation-token github/app-user-token
github-fine-grained-pat: github/fine-grained-personal-access-token
github-oauth: github/oauth-access-token
github-pat: github/classic-personal-access-token
github-refresh-token: github/app-refresh-token
gitlab-cicd-job-token: gitlab/job-token
gitlab-deploy-token: gitlab/deploy-token
gitlab-feature-flag-client-token: gitlab/feature-flags-client-token
gitlab-feed-token: gitlab/feed-token
gitlab-incoming-mail-token: gitlab/incoming-mail-token
gitlab-kubernetes-agent-token: gitlab/agent-token
gitlab-oauth-app-secret: gitlab/oauth-application-secret
gitlab-pat: gitlab/access-token
gitlab-pat-routable: gitlab/access-token
gitlab-ptt: gitlab/pipeline-trigger-token
gitlab-rrt: gitlab/runner-registration-token
gitlab-runner-authentication-token: gitlab/runner-authentication-token
gitlab-runner-authentication-token-routable: gitlab/runner-authentication-token
gitlab-scim-token: gitlab/scim-token
gitlab-session-cookie: gitlab/session-cookie
gitter-access-token: gitter/access-token
gocardless-api-token: gocardless/access-token
grafana-api-key: grafana/legacy-api-key
grafana-cloud-api-token: grafana/cloud-access-policy-token
grafana-service-account-token: grafana/service-account-token
harness-api-key: harness/personal-access-token harness/service-account-token
hashicorp-tf-api-token: hashicorp/terraform-cloud-token
hashicorp-tf-password:
heroku-api-key: heroku/legacy-api-key
heroku-api-key-v2: heroku/api-key
hubspot-api-key:
huggingface-access-token: huggingface/user-access-token
huggingface-organization-api-token: huggingface/organisation-api-token
infracost-api-token: infracost/api-key
intercom-api-key: intercom/access-token
intra42-client-secret: intra42/client-secret
jfrog-api-key: jfrog/api-key
jfrog-identity-token: jfrog/reference-token
jwt: jwt/signed-token
jwt-base64: jwt/signed-token
kraken-access-token: kraken/private-key
kubernetes-secret-yaml:
kucoin-access-token: kucoin/api-key
kucoin-secret-key: kucoin/api-secret
launchdarkly-access-token: launchdarkly/api-access-token
linear-api-key: linear/api-key
linear-client-secret:
linkedin-client-id:
linkedin-client-secret: linkedin/legacy-client-secret
lob-api-key: lob/api-key
lob-pub-api-key:
looker-client-id:
looker-client-secret:
mailchimp-api-key: mailchimp/api-key
mailgun-private-api-token: mailgun/private-api-key
mailgun-pub-key:
mailgun-signing-key: mailgun/webhook-signing-key
mapbox-api-token:
mattermost-access-token: mattermost/access-token
maxmind-license-key: maxmind/license-key
messagebird-api-token: messagebird/access-key
messagebird-client-id:
microsoft-teams-webhook: teams/incoming-webhook-url
netlify-access-token: netlify/legacy-token
new-relic-browser-api-token:
new-relic-insert-key: newrelic/insights-insert-key
new-relic-user-api-id:
new-relic-user-api-key: newrelic/user-key
notion-api-token: notion/integration-token
npm-access-token: npm/access-token
nuget-config-password:
nytimes-access-token:
octopus-deploy-api-key: octopus-deploy/api-key
okta-access-token: okta/api-token
openai-api-key: openai/project-key openai/service-account-key openai/admin-key openai/legacy-user-key
openshift-user-token:
perplexity-api-key: perplexity/api-key
pkcs12-file:
plaid-api-token: plaid/access-token plaid/sandbox-access-token
plaid-client-id:
plaid-secret-key: plaid/secret
planetscale-api-token: planetscale/service-token
planetscale-oauth-token: planetscale/oauth-token
planetscale-password: planetscale/password
postman-api-token: postman/api-key
prefect-api-token: prefect/api-key
private-key: private-key/rsa private-key/dsa private-key/ec private-key/openssh private-key/pgp private-key/pkcs8 private-key/encrypted
privateai-api-token:
pulumi-api-token: pulumi/access-token
pypi-upload-token: pypi/api-token
rapidapi-access-token: rapidapi/api-key
readme-api-token: readme/api-key
rubygems-api-token: rubygems/api-key
scalingo-api-token:
sendbird-access-id:
sendbird-access-token: sendbird/api-token
sendgrid-api-token: sendgrid/api-key
sendinblue-api-token: brevo/api-key
sentry-access-token: sentry/legacy-token
sentry-org-token: sentry/organization-token
sentry-user-token: sentry/user-token
settlemint-application-access-token: settlemint/access-token
settlemint-personal-access-token: settlemint/access-token
settlemint-service-access-token: settlemint/access-token
shippo-api-token: shippo/live-api-token shippo/test-api-token
shopify-access-token: shopify/admin-access-token
shopify-custom-access-token: shopify/custom-app-access-token
shopify-private-app-access-token: shopify/private-app-password
shopify-shared-secret: shopify/app-secret
sidekiq-secret:
sidekiq-sensitive-url:
slack-app-token: slack/app-level-token
slack-bot-token: slack/bot-token
slack-config-access-token: slack/rotating-token
slack-config-refresh-token: slack/refresh-token
slack-legacy-bot-token: slack/bot-token
slack-legacy-token:
slack-legacy-workspace-token: slack/legacy-workspace-token
slack-user-token: slack/user-token
slack-webhook-url: slack/incoming-webhook-url slack/workflow-webhook-url
snyk-api-token: snyk/api-token
sonar-api-token: sonar/user-token sonar/analysis-token sonar/legacy-token
sourcegraph-access-token: sourcegraph/access-token
square-access-token: square/access-token
squarespace-access-token: squarespace/api-key
stripe-access-token: stripe/live-secret-key stripe/live-restricted-key stripe/test-key
sumologic-access-id:
sumologic-access-token: sumologic/access-key
telegram-bot-api-token: telegram/bot-token
travisci-access-token: travis/api-token
twilio-api-key:
twitch-api-token: twitch/access-token
twitter-access-secret: twitter/access-token-secret
twitter-access-token: twitter/access-token
twitter-api-key: twitter/api-key
twitter-api-secret: twitter/api-secret
twitter-bearer-token: twitter/bearer-token
typeform-api-token: typeform/personal-access-token
vault-batch-token: hashicorp/vault-batch-token
vault-service-token: hashicorp/vault-service-token
yandex-access-token: yandex/iam-token
yandex-api-key: yandex/api-key
yandex-aws-access-token: yandex/static-access-key
zendesk-secret-key: zendesk/api-token
`;

export const GITLEAKS_RULES: ReadonlyMap<string, readonly string[]> = readTable(TABLE);

/** The request was refused for what it asks: admission plugins, webhooks, policies. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const ADMISSION: readonly Rule[] = [
  {
    id: 'webhook-unreachable', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    match: when({ any: ['failed calling webhook', 'Failed calling webhook, failing closed'] }),
  },
  {
    id: 'webhook-denied', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    match: when({ any: ['admission webhook "', 'rejected by webhook'] }),
  },
  {
    id: 'admission-policy-denied', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/plugin.go',
    match: when({ any: ['ValidatingAdmissionPolicy'] }),
  },
  {
    id: 'pod-security', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/pod-security-admission/admission/admission.go',
    match: when({ any: ['violates PodSecurity'] }),
  },
  {
    id: 'quota-exceeded', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
    match: when({ any: ['exceeded quota', 'insufficient quota'] }),
  },
  {
    id: 'quota-needs-requests', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
    match: when({ any: ['failed quota'] }),
  },
  {
    id: 'limit-range', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'plugin/pkg/admission/limitranger/admission.go',
    match: when(
      { any: ['usage per Container is', 'usage per Pod is', 'usage per PersistentVolumeClaim is', 'max limit to request ratio per', 'default request'] },
    ),
  },
  {
    id: 'namespace-terminating', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
    match: when({ any: ['because it is being terminated'] }),
  },
  {
    id: 'service-account-missing', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'plugin/pkg/admission/serviceaccount/admission.go',
    match: when({ any: ['error looking up service account'] }),
  },
  {
    id: 'priority-class-missing', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'plugin/pkg/admission/priority/admission.go',
    match: when({ any: ['no PriorityClass with name'] }),
  },
  {
    id: 'forbidden-admission', stage: 'accepted', depth: 'cause', confidence: 0.85, topics: ['request'],
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
    match: when({ codes: [403] }),
  },
];

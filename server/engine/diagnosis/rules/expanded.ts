/** A controller cannot make the objects that the request asked for. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const EXPANDED: readonly Rule[] = [
  {
    id: 'create-quota', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
    match: when({ any: ['exceeded quota', 'insufficient quota', 'failed quota'] }),
  },
  {
    id: 'create-pod-security', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'staging/src/k8s.io/pod-security-admission/admission/admission.go',
    match: when({ any: ['violates PodSecurity'] }),
  },
  {
    id: 'create-webhook', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    match: when({ any: ['admission webhook "', 'failed calling webhook'] }),
  },
  {
    id: 'create-service-account', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'plugin/pkg/admission/serviceaccount/admission.go',
    match: when({ any: ['error looking up service account', 'serviceaccount "'] }),
  },
  {
    id: 'create-limit-range', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'plugin/pkg/admission/limitranger/admission.go',
    match: when({ any: ['usage per Container is', 'usage per Pod is', 'max limit to request ratio per'] }),
  },
  {
    id: 'create-priority-class', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'plugin/pkg/admission/priority/admission.go',
    match: when({ any: ['no PriorityClass with name'] }),
  },
  {
    id: 'create-pod-security-policy', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    source: 'https://v1-24.docs.kubernetes.io/docs/concepts/security/pod-security-policy/',
    match: when({ any: ['unable to validate against any pod security policy', 'no providers available to validate pod request'] }),
  },
  {
    id: 'create-server-timeout', stage: 'expanded', depth: 'cause', confidence: 0.85, topics: ['create'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ all: ['could not be completed at this time, please try again'] }),
  },
  {
    id: 'create-invalid', stage: 'expanded', depth: 'cause', confidence: 0.9, topics: ['create'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ any: [' is invalid: '] }),
  },
  {
    id: 'create-namespace-terminating', stage: 'expanded', depth: 'effect', confidence: 0.8, topics: ['create'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
    match: when({ any: ['because it is being terminated'] }),
  },
  {
    id: 'create-forbidden', stage: 'expanded', depth: 'cause', confidence: 0.85, topics: ['create'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ any: ['is forbidden'] }),
  },
  {
    id: 'create-failed', stage: 'expanded', depth: 'effect', confidence: 0.7, topics: ['create'],
    source: 'pkg/controller/controller_utils.go',
    match: when(
      { reasons: ['FailedCreate', 'ReplicaSetCreateError', 'FailedDaemonPod', 'ServiceAccountNotFound'], not: ['object has been modified', 'Found failed daemon pod'] },
    ),
  },
  {
    id: 'create-failed-daemon-pod', stage: 'expanded', depth: 'effect', confidence: 0.6, topics: ['create'],
    source: 'pkg/controller/daemon/daemon_controller.go',
    match: when({ any: ['Found failed daemon pod'] }),
  },
];

/** The request was refused for its form, for the state of the object, or because the API server could not answer. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const REQUEST_ERRORS: readonly Rule[] = [
  {
    id: 'immutable-field', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go',
    match: when(
      { codes: [422], any: ['field is immutable', 'may not change once set', 'updates to statefulset spec for fields other than', 'pod updates may not change fields'] },
    ),
  },
  {
    id: 'invalid-object', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [422] }),
  },
  {
    id: 'unknown-field', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    match: when({ any: ['strict decoding error', 'unknown field'] }),
  },
  {
    id: 'no-such-kind', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ any: ['the server could not find the requested resource', 'no matches for kind'] }),
  },
  {
    id: 'bad-request', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [400] }),
  },
  {
    id: 'apply-conflict', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go',
    match: when({ any: ['Apply failed with'] }),
  },
  {
    id: 'stale-object', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go',
    match: when({ any: ['the object has been modified', 'StorageError: invalid object', 'Precondition failed'] }),
  },
  {
    id: 'already-exists', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ reasons: ['AlreadyExists'] }),
  },
  {
    id: 'conflict', stage: 'accepted', depth: 'cause', confidence: 0.85, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [409] }),
  },
  {
    id: 'namespace-missing', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
    match: when({ codes: [404], any: ['namespaces "'] }),
  },
  {
    id: 'object-missing', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [404] }),
  },
  {
    id: 'eviction-blocked', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'pkg/registry/core/pod/storage/eviction.go',
    match: when({ any: ['disruption budget'] }),
  },
  {
    id: 'too-many-requests', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/server/filters/priority-and-fairness.go',
    match: when({ codes: [429] }),
  },
  {
    id: 'etcd-unavailable', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/storage/errors.go',
    match: when({ any: ['etcdserver: ', 'etcd cluster is unavailable'] }),
  },
  {
    id: 'request-timeout', stage: 'accepted', depth: 'effect', confidence: 0.8, topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/server/filters/timeout.go',
    match: when({ codes: [504, 408] }),
  },
  {
    id: 'service-unavailable', stage: 'accepted', depth: 'cause', confidence: 0.8, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [502, 503] }),
  },
  {
    id: 'api-server-panic', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/util/runtime/runtime.go',
    match: when({ reasons: ['Panic'] }),
  },
  {
    id: 'internal-error', stage: 'accepted', depth: 'cause', confidence: 0.8, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [500] }),
  },
  {
    id: 'expired', stage: 'accepted', depth: 'effect', confidence: 0.7, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [410] }),
  },
  {
    id: 'request-refused', stage: 'accepted', depth: 'cause', confidence: 0.6, topics: ['request'],
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [402, 405, 406, 411, 412, 413, 414, 415, 501, 505, 507] }),
  },
];

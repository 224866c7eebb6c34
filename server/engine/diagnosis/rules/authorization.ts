/** The request was refused for who sent it: authentication and authorisation. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const AUTHORIZATION: readonly Rule[] = [
  {
    id: 'unauthenticated',
    stage: 'accepted',
    depth: 'cause',
    confidence: 0.95,
    topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go',
    match: when({ codes: [401] }),
  },
  {
    id: 'node-authorization',
    stage: 'accepted',
    depth: 'cause',
    confidence: 0.9,
    topics: ['request'],
    source: 'plugin/pkg/auth/authorizer/node/node_authorizer.go',
    match: when({
      any: ['no relationship found between node', 'is not allowed to modify node', 'can only'],
    }),
  },
  {
    id: 'privilege-escalation',
    stage: 'accepted',
    depth: 'cause',
    confidence: 0.95,
    topics: ['request'],
    source: 'pkg/registry/rbac/validation/rule.go',
    match: when({ any: ['attempting to grant RBAC permissions not currently held'] }),
  },
  {
    id: 'forbidden-rbac',
    stage: 'accepted',
    depth: 'cause',
    confidence: 0.95,
    topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/authorization/authorizer/interfaces.go',
    match: when({ codes: [403], any: ['" cannot ', 'no RBAC policy matched'] }),
  },
  {
    id: 'forbidden',
    stage: 'accepted',
    depth: 'cause',
    confidence: 0.6,
    topics: ['request'],
    source: 'staging/src/k8s.io/apiserver/pkg/server/httplog/httplog.go',
    match: when({ codes: [403], reasons: ['HTTP'] }),
  },
];

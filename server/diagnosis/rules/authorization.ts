/** The request was refused for who sent it: authentication and authorisation. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const AUTHORIZATION: readonly Rule[] = [
  {
    id: 'unauthenticated', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.unauthenticated.title', { defaultMessage: 'The API server does not accept the credentials' }),
    advice: () => i18n.translate('requestTrace.rule.unauthenticated.advice', {
      defaultMessage: 'Look at the kubeconfig or token that the client used: whether it has expired, and whether the cluster still trusts who issued it.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go',
    match: when({ codes: [401] }),
  },
  {
    id: 'node-authorization', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.nodeAuthorization.title', { defaultMessage: 'The node may not touch this object' }),
    advice: () => i18n.translate('requestTrace.rule.nodeAuthorization.advice', {
      defaultMessage: 'A kubelet may only use objects of Pods that are bound to its node. Look at which node the Pod is bound to and at the credentials that the client used.',
    }),
    source: 'plugin/pkg/auth/authorizer/node/node_authorizer.go',
    match: when({ any: ['no relationship found between node', 'is not allowed to modify node', 'can only'] }),
  },
  {
    id: 'privilege-escalation', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.privilegeEscalation.title', { defaultMessage: 'Nobody can grant more than they have' }),
    advice: () => i18n.translate('requestTrace.rule.privilegeEscalation.advice', {
      defaultMessage: 'Compare the rules of the Role with the permissions of the user (kubectl auth can-i --list), or let someone with the escalate or bind verb create it.',
    }),
    source: 'pkg/registry/rbac/validation/rule.go',
    match: when({ any: ['attempting to grant RBAC permissions not currently held'] }),
  },
  {
    id: 'forbidden-rbac', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.forbiddenRbac.title', { defaultMessage: 'The user is not allowed to do this' }),
    advice: () => i18n.translate('requestTrace.rule.forbiddenRbac.advice', {
      defaultMessage: 'Ask what the user may do with kubectl auth can-i --list in that namespace, and look at its RoleBindings and ClusterRoleBindings.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/authorization/authorizer/interfaces.go',
    match: when({ codes: [403], any: ['" cannot ', 'no RBAC policy matched'] }),
  },
  {
    id: 'forbidden', stage: 'accepted', depth: 'cause', confidence: 0.6, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.forbidden.title', { defaultMessage: 'The API server forbids the request' }),
    advice: () => i18n.translate('requestTrace.rule.forbidden.advice', {
      defaultMessage: 'The request line does not say why: look at the audit log, the user\'s permissions (kubectl auth can-i --list), quotas and policies.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/server/httplog/httplog.go',
    match: when({ codes: [403], reasons: ['HTTP'] }),
  },
];

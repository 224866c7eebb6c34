import { NEVER } from 'rxjs';
import type {
  AuthenticatedUser,
  KibanaRequest,
  RequestCore,
  SecurityService,
} from '../kibana_types';
import { getUserKey } from './user_key';

const requestOf = (headers: KibanaRequest['headers']): KibanaRequest => ({
  query: {},
  body: {},
  headers,
  events: { aborted$: NEVER },
});
const NO_SECURITY = {} as RequestCore;
const securityOf = (user: AuthenticatedUser | null): SecurityService => ({
  authc: { getCurrentUser: () => user },
});
const coreOf = (user: AuthenticatedUser, space?: string) =>
  ({
    security: securityOf(user),
    savedObjects: { client: { getCurrentNamespace: () => space } },
  }) as unknown as RequestCore;

describe('userKey', () => {
  const ann: AuthenticatedUser = {
    username: 'ann',
    roles: ['viewer', 'k8s'],
    authentication_realm: { type: 'native', name: 'native1' },
    authentication_type: 'realm',
  };

  it('is the user whom Kibana authenticated, whatever the session', () => {
    expect(getUserKey(requestOf({ cookie: 'sid=1' }), coreOf(ann), undefined)).toBe(
      getUserKey(
        requestOf({ cookie: 'sid=2' }),
        coreOf({ ...ann, roles: ['k8s', 'viewer'] }),
        undefined
      )
    );
    // 8.12: core has none, the security plugin has
    const asked: unknown[] = [];
    const security: SecurityService = {
      authc: {
        getCurrentUser: (request) => {
          asked.push(request);
          return ann;
        },
      },
    };
    const request = requestOf({ cookie: 'sid=1' });
    expect(getUserKey(request, NO_SECURITY, security)).toBe(
      getUserKey(requestOf({ cookie: 'sid=2' }), NO_SECURITY, security)
    );
    expect(asked[0]).toBe(request);
  });

  it('is another one for other privileges, realms, API keys and spaces', () => {
    const users: AuthenticatedUser[] = [
      ann,
      { ...ann, username: 'bob' },
      { ...ann, roles: ['viewer'] },
      { ...ann, authentication_realm: { type: 'native', name: 'native2' } },
      { ...ann, authentication_type: 'api_key', api_key: { id: '1' } },
      { ...ann, authentication_type: 'api_key', api_key: { id: '2' } },
    ];
    const keys = [
      ...users.map((user) => getUserKey(requestOf({}), coreOf(user), undefined)),
      getUserKey(requestOf({}), coreOf(ann, 'team'), undefined),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  describe('where Kibana knows no user', () => {
    const keyOf = (headers: KibanaRequest['headers']) =>
      getUserKey(requestOf(headers), NO_SECURITY, undefined);

    it('tells sessions, credentials and what a proxy adds apart', () => {
      const keys = [
        {},
        { cookie: 'sid=1' },
        { cookie: 'sid=2' },
        { authorization: 'Basic x' },
        { 'es-security-runas-user': 'bob' },
        { 'x-forwarded-user': 'ann' },
        { 'x-forwarded-user': 'bob' },
      ].map(keyOf);
      expect(new Set(keys).size).toBe(keys.length);
    });

    it('is the same for two requests of one user', () => {
      expect(keyOf({ cookie: 'sid=1', referer: '/a', 'kbn-xsrf': '1', traceparent: '00-1' })).toBe(
        keyOf({ cookie: 'sid=1', referer: '/b', 'user-agent': 'x' })
      );
    });

    it('goes by the headers, too, where security says nothing or is switched off', () => {
      const off: SecurityService = {
        authc: {
          getCurrentUser: () => {
            throw new Error('off');
          },
        },
      };
      for (const security of [securityOf(null), off]) {
        expect(getUserKey(requestOf({ cookie: 'sid=1' }), NO_SECURITY, security)).toBe(
          keyOf({ cookie: 'sid=1' })
        );
      }
    });
  });
});

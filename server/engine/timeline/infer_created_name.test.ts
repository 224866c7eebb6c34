import type { Evidence } from '../evidence';
import { readWritten } from '../testing/written_record';
import { apiRequests } from './api_requests';

let documents = 0;

/** A klog line of a component, at a second of one minute. */
function line(component: string, second: number, caller: string, text: string): Evidence {
  const at = second.toFixed(6).padStart(9, '0');
  return readWritten(
    {
      time: `2026-11-23T06:24:${at}Z`,
      text: `I1123 06:24:${at}       1 ${caller}] ${text}`,
      component,
    },
    String(documents++)
  );
}
const http = (
  second: number,
  verb: string,
  uri: string,
  resp: number,
  id: string,
  { port = 40220, agent = 'kubectl/v1.34.2' } = {}
): Evidence =>
  line(
    'kube-apiserver',
    second,
    'httplog.go:134',
    `"HTTP" verb="${verb}" URI="${uri}" latency="7ms" userAgent="${agent}" audit-ID="${id}" srcIP="127.0.0.1:${port}" resp=${resp}`
  );
const adding = (second: number, name: string): Evidence =>
  line(
    'kube-controller-manager',
    second,
    'deployment_controller.go:173',
    `"Adding deployment" logger="deployment-controller" deployment="shop/${name}"`
  );

const DEPLOYMENTS = '/apis/apps/v1/namespaces/shop/deployments';
const post = http(10, 'POST', DEPLOYMENTS, 201, 'a-1');
const named = (evidence: Evidence[], id = 'a-1') => {
  const { audit, named: sure } = apiRequests([...evidence].sort((a, b) => a.at - b.at)).get(id)!;
  return [audit.objectRef?.name, sure];
};

describe('what a creation made of which only the request line is left', () => {
  it('is what the same connection had asked for in vain just before', () => {
    expect(
      named([http(9.99, 'GET', `${DEPLOYMENTS}/web`, 404, 'g-1'), post, adding(10.001, 'other')])
    ).toEqual(['web', 0.96]);
  });

  it('is not what another connection asked for, nor what was there, nor what another creation came after', () => {
    expect(named([http(9.99, 'GET', `${DEPLOYMENTS}/web`, 404, 'g-1', { port: 1 }), post])).toEqual(
      [undefined, undefined]
    );
    expect(named([http(9.99, 'GET', `${DEPLOYMENTS}/web`, 200, 'g-1'), post])).toEqual([
      undefined,
      undefined,
    ]);
    const both = [
      http(9.9, 'GET', `${DEPLOYMENTS}/web`, 404, 'g-1'),
      http(9.95, 'POST', DEPLOYMENTS, 201, 'a-0'),
      post,
    ];
    expect(named(both, 'a-0')).toEqual(['web', 0.96]);
    expect(named(both)).toEqual([undefined, undefined]);
  });

  it('is what was first named right after it, less surely; of several less surely still', () => {
    expect(named([adding(2, 'old'), post, adding(10.002, 'old'), adding(10.004, 'web')])).toEqual([
      'web',
      0.85,
    ]);
    expect(named([post, adding(10.004, 'web'), adding(10.3, 'other')])).toEqual(['web', 0.6]);
    expect(named([post, adding(12, 'late')])).toEqual([undefined, undefined]);
  });

  it('is no Pod that a controller made, and nothing of another kind or place', () => {
    const pods = http(10, 'POST', '/api/v1/namespaces/shop/pods', 201, 'a-1');
    const seen = (second: number, name: string) =>
      line(
        'kube-scheduler',
        second,
        'eventhandlers.go:126',
        `"Add event for unscheduled pod" pod="${name}"`
      );
    const made = line(
      'kube-controller-manager',
      9.998,
      'controller_utils.go:619',
      '"Controller created pod" controller="shop/web-5d" pod="shop/web-5d-x"'
    );
    expect(
      named([
        pods,
        made,
        seen(10.001, 'shop/web-5d-x'),
        seen(10.002, 'pay/own'),
        adding(10.003, 'web'),
        seen(10.004, 'shop/own'),
      ])
    ).toEqual(['own', 0.85]);
  });

  it('is not asked of what was refused, or of what a component made', () => {
    expect(named([http(10, 'POST', DEPLOYMENTS, 403, 'a-1'), adding(10.004, 'web')])).toEqual([
      undefined,
      undefined,
    ]);
    expect(
      named([
        http(10, 'POST', DEPLOYMENTS, 201, 'a-1', { agent: 'kube-controller-manager/v1.34.2' }),
        adding(10.004, 'web'),
      ])
    ).toEqual([undefined, undefined]);
  });
});

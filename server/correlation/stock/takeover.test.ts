/** Requests one after the other, and at the same time, on the same object. */
import { CONTROLLER } from '../../diagnosis/testing/cluster';
import { deployment, expectExact, MadeUpPod, MadeUpWorkload, StockCluster } from './testing/stock_cluster';

const REPLICASET = CONTROLLER('replicaset-controller');

describe('a Deployment that is made', () => {
  it('with all that follows, and nothing of what was there', () => {
    const cluster = new StockCluster();
    cluster.by('', () => new MadeUpPod(cluster, 'other').ready());
    cluster.wait(30);
    cluster.by('make', () => {
      const { replicaSet, deployment: made } = deployment(cluster, 'web', 2);
      replicaSet.pod('bcdfg').ready();
      replicaSet.pod('hjklm').ready();
      made.counts(2, 2);
    });
    cluster.wait(60);
    cluster.by('', () => new MadeUpPod(cluster, 'later').ready());
    expectExact(cluster.trace('make'));
  });
});

/** Components of the control plane and of nodes, as their containers, systemd units and log files are called. */
export const COMPONENTS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'cloud-controller-manager',
  'etcd',
  'containerd',
  'crio',
  'cri-o',
  'dockerd',
  'csi-attacher',
  'csi-provisioner',
  'csi-resizer',
  'csi-snapshotter',
]);

/** Whether a container (a static Pod's) or a unit is a component of the control plane or a node. */
export const isComponentName = (name: string): boolean => COMPONENTS.has(name);

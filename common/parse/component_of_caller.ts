/**
 * Which component writes a line, by the source file in its header: for lines of which the shipper keeps nothing but the text.
 * Only files that one component alone has (kubernetes/kubernetes, release 1.34; most of them are older than 1.20): no libraries.
 */
const SOURCE_FILES: Record<string, string> = {
  'kube-apiserver': `
    httplog.go apf_controller.go local_available_controller.go remote_available_controller.go storage_factory.go storage_rbac.go cacher.go
    apiservice_controller.go watch_cache.go genericapiserver.go cidrallocator.go api_enablement.go node_authorizer.go graph_populator.go
    default_servicecidr_controller.go cluster_authentication_trust_controller.go crd_finalizer.go crdregistration_controller.go establishing_controller.go`,
  'kube-controller-manager': `
    pv_controller.go pv_controller_base.go disruption.go deployment_controller.go deployment_util.go replica_set.go replica_set_utils.go controller_utils.go
    pvc_protection_controller.go pv_protection_controller.go resource_quota_monitor.go resource_quota_controller.go taint_eviction.go controllermanager.go
    daemon_controller.go job_controller.go cronjob_controllerv2.go graph_builder.go garbagecollector.go endpoints_controller.go endpointslice_controller.go
    endpointslicemirroring_controller.go stateful_set.go stateful_set_control.go node_lifecycle_controller.go attach_detach_controller.go
    ttlafterfinished_controller.go vac_protection_controller.go namespace_controller.go namespaced_resources_deleter.go serviceaccounts_controller.go
    horizontal.go certificate_controller.go expand_controller.go clusterroleaggregation_controller.go tokens_controller.go timed_workers.go`,
  'kube-scheduler':
    'schedule_one.go eventhandlers.go default_binder.go scheduling_queue.go active_queue.go preemption.go taint_toleration.go node_tree.go',
  kubelet: `
    kubelet.go kubelet_pods.go kubelet_getters.go kubelet_volumes.go kubelet_node_status.go kuberuntime_manager.go kuberuntime_container.go kuberuntime_gc.go
    kuberuntime_image.go kuberuntime_sandbox.go kuberuntime_termination.go pod_workers.go status_manager.go container_log_manager.go cri_stats_provider.go eviction_manager.go
    volume_manager.go desired_state_of_world_populator.go desired_state_of_world.go reconciler_common.go setters.go qos_container_manager_linux.go
    topology_manager.go pod_startup_latency_tracker.go pod_container_deletor.go container_manager.go container_manager_linux.go cpu_manager.go memory_manager.go prober.go
    prober_manager.go nodelease.go image_gc_manager.go pod_sandbox_status.go plugin_watcher.go`,
};

const componentByFile = new Map(
  Object.entries(SOURCE_FILES).flatMap(([component, files]) =>
    files
      .trim()
      .split(/\s+/)
      .map((file) => [file, component] as const)
  )
);

/** @param caller `kubelet.go:2537`, `server/httplog.go:134`; undefined where several components have such a file, or it isn't known */
export function findComponentOfCaller(caller: string | undefined): string | undefined {
  if (caller === undefined) return undefined;
  const colon = caller.indexOf(':');
  return componentByFile.get(
    caller.slice(
      caller.lastIndexOf('/', colon < 0 ? caller.length : colon) + 1,
      colon < 0 ? undefined : colon
    )
  );
}

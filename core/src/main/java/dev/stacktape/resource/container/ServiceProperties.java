package dev.stacktape.resource.container;

import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.iam.RoleStatement;
import dev.stacktape.resource.packaging.ImagePackaging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all services say of their program and the containers beside it. What each of them means
 * stands at the records.
 */
interface ServiceProperties {
  ImagePackaging packaging();

  ContainerResources resources();

  List<EnvironmentVar> environment();

  @Nullable Scaling scaling();

  @Nullable ContainerLogging logging();

  @Nullable HealthCheck internalHealthCheck();

  @Nullable Integer stopTimeout();

  @Nullable Boolean enableRemoteSessions();

  List<ContainerVolume> volumeMounts();

  List<SideContainer> sideContainers();

  @Nullable Boolean usePrivateSubnetsWithNAT();

  List<String> connectTo();

  List<RoleStatement> iamRoleStatements();
}

package dev.stacktape.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stack as a whole has. */
@Doc("What the stack as a whole has.")
public record StackConfig(
    @Doc("Values that the stack shows after a deployment.") List<Output> outputs,
    @Doc("Tags for the stack and all that is in it.") @Range(max = 45) List<Tag> tags,
    @Doc(
            value = "Whether no file with the stack's outputs is written after a deployment.",
            defaultValue = "false")
        @Nullable Boolean disableStackInfoSaving,
    @Doc(
            value = "The folder for that file, relative to the config.",
            defaultValue = ".stacktape-stack-info/")
        @Nullable String stackInfoDirectory,
    @Doc("The network of the stack.") @Nullable Vpc vpc) {

  /** A value that the stack shows. */
  @Doc("A value that the stack shows.")
  public record Output(
      @Doc(value = "The name; letters and digits.", example = "ordersUrl") String name,
      @Doc(value = "The value.", example = "$ResourceParam('ordersApi', 'url')") String value,
      @Doc("What the value is.") @Nullable String description,
      @Doc(value = "Whether other stacks of the region can import it.", defaultValue = "false")
          @Nullable Boolean export) {}

  /** A tag. */
  @Doc("A tag.")
  public record Tag(
      @Doc(value = "The key.", example = "cost-center") String name,
      @Doc(value = "The value.", example = "webshop") String value) {}

  /** The network of a stack. */
  @Doc("The network of the stack.")
  public record Vpc(
      @Doc("An existing VPC to use instead of one of its own.") @Nullable ReuseVpc reuseVpc,
      @Doc("NAT gateways, for workloads in private subnets.") @Nullable Nat nat) {}

  /** Which VPC is shared: that of another stack, or one by its id. */
  @Doc("Which VPC is shared: that of another stack, or one by its id.")
  public record ReuseVpc(
      @Doc(
              value = "The project of the stack that has the VPC; goes with `stage`.",
              example = "shop")
          @Nullable String projectName,
      @Doc(
              value = "The stage of the stack that has the VPC; goes with `projectName`.",
              example = "dev")
          @Nullable String stage,
      @Doc(value = "The id of the VPC.", example = "vpc-0a1b2c3d") @Nullable String vpcId) {}

  /** NAT gateways. */
  @Doc("NAT gateways.")
  public record Nat(
      @Doc(value = "In how many availability zones there is one.", defaultValue = "2")
          @Range(min = 1, max = 3)
          @Nullable Integer availabilityZones) {}
}

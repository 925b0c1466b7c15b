package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.bucket.UploadFilter;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.iam.RoleStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A Next.js application.")
public record NextjsProperties(
    @Doc(value = "The folder of the application, with its next.config file.", example = "web")
        String appDirectory,
    @Doc("The function that makes pages.") @Nullable ServerFunction serverLambda,
    @Doc(value = "How many instances are kept warm; not with `useEdgeLambda`.", defaultValue = "0")
        @Range(min = 0)
        @Nullable Integer warmServerInstances,
    @Doc(value = "Makes pages close to the caller.", defaultValue = "false")
        @Nullable Boolean useEdgeLambda,
    @Doc(value = "The command line that builds it.", example = "npm run build")
        @Nullable String buildCommand,
    @Doc("What serves it while developing.") @Nullable NextjsDev dev,
    @Doc("Variables in the environment of the build and of the function.")
        List<EnvironmentVar> environment,
    @Doc("Headers and tags for some files.") List<UploadFilter> fileOptions,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc(value = "The web-app-firewall in this config, with the scope cdn.", example = "firewall")
        @Nullable String useFirewall,
    @Doc(
            value = "Sends pages while they are being made; not with `useEdgeLambda`.",
            defaultValue = "false")
        @Nullable Boolean streamingEnabled,
    @Doc("The CDN in front of it.") @Nullable WebCdn cdn,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for the role of its function.")
        List<RoleStatement> iamRoleStatements) {}

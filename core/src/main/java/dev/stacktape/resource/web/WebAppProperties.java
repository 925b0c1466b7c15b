package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.bucket.UploadFilter;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.iam.RoleStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc(
    "An application that makes its pages on a server, written with Astro, Nuxt, SvelteKit, SolidStart, TanStack or Remix.")
@Required
public record WebAppProperties(
    @Doc(value = "The folder of the application, relative to the config file.", defaultValue = ".")
        @Nullable String appDirectory,
    @Doc(value = "The command line that builds it.", example = "npm run build")
        @Nullable String buildCommand,
    @Doc("The function that makes pages.") @Nullable ServerFunction serverLambda,
    @Doc("What serves it while developing.") @Nullable WebDev dev,
    @Doc("Variables in the environment of the build and of the function.")
        List<EnvironmentVar> environment,
    @Doc("Headers and tags for some files.") List<UploadFilter> fileOptions,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc(value = "The web-app-firewall in this config, with the scope cdn.", example = "firewall")
        @Nullable String useFirewall,
    @Doc("The CDN in front of it.") @Nullable WebCdn cdn,
    @Doc(
            value =
                "Resources of this config that it works with: it gets permissions for them and their addresses as STP_ variables.",
            example = "[orders, jobs]")
        List<String> connectTo,
    @Doc("Further statements for the role of its function.")
        List<RoleStatement> iamRoleStatements) {}

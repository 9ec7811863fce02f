package io.lanista.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may depend on what; see {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "io.lanista", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule modulesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.lanista..")
            .layer("api")
            .definedBy("io.lanista.api..")
            .layer("djl")
            .definedBy("io.lanista.djl..")
            .layer("hub")
            .definedBy("io.lanista.hub..")
            .layer("runtime")
            .definedBy("io.lanista.runtime..")
            .layer("cli")
            .definedBy("io.lanista.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("djl")
            .mayOnlyBeAccessedByLayers("runtime", "cli")
            .whereLayer("hub")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule theApiNeedsTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.lanista.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.lanista.api..", "org.jspecify..", "org.osgi.annotation..");

    @ArchTest
    static final ArchRule guavaStaysOutOfSignatures = noClasses()
            .that()
            .resideInAnyPackage("io.lanista.api..", "io.lanista.djl..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.common..");

    @ArchTest
    static final ArchRule onlyThePluginHostKnowsOsgi = noClasses()
            .that()
            .resideOutsideOfPackage("io.lanista.runtime.plugin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.osgi.framework..", "org.apache.felix..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}

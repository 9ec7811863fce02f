package io.lanista.cli;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What may depend on what; see {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "io.lanista", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule modulesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.lanista..")
            .layer("base")
            .definedBy("io.lanista.base..")
            .layer("api")
            .definedBy("io.lanista.api..")
            .layer("layers")
            .definedBy("io.lanista.layer..")
            .layer("djl")
            .definedBy("io.lanista.djl..")
            .layer("onnx")
            .definedBy("io.lanista.onnx..")
            .layer("hub")
            .definedBy("io.lanista.hub..")
            .layer("runtime")
            .definedBy("io.lanista.runtime..")
            .layer("bench")
            .definedBy("io.lanista.bench..")
            .layer("dashboard")
            .definedBy("io.lanista.dashboard..")
            .layer("install")
            .definedBy("io.lanista.install..")
            .layer("spring")
            .definedBy("io.lanista.spring..")
            .layer("testkit")
            .definedBy("io.lanista.testkit..")
            .layer("cli")
            .definedBy("io.lanista.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("bench", "dashboard", "install", "spring", "testkit", "cli")
            .whereLayer("install")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("spring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dashboard")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("bench")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("onnx")
            .mayOnlyBeAccessedByLayers("runtime", "testkit", "cli")
            .whereLayer("djl")
            .mayOnlyBeAccessedByLayers("onnx", "runtime", "bench", "dashboard", "testkit", "cli")
            .whereLayer("layers")
            .mayOnlyBeAccessedByLayers("djl", "onnx", "runtime", "bench", "dashboard", "testkit", "cli")
            .whereLayer("base")
            .mayOnlyBeAccessedByLayers(
                    "api", "layers", "djl", "onnx", "runtime", "bench", "dashboard", "testkit", "cli")
            .whereLayer("hub")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule theBaseKnowsNothingOfArchitectures = classes()
            .that()
            .resideInAPackage("io.lanista.base..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.lanista.base..", "org.jspecify..", "org.apiguardian..");

    @ArchTest
    static final ArchRule theApiNeedsTheJdkAndTheBaseOnly = classes()
            .that()
            .resideInAPackage("io.lanista.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.lanista.api..",
                    "io.lanista.base..",
                    "org.jspecify..",
                    "org.apiguardian..",
                    "org.osgi.annotation..");

    /** Plug-ins get no packages of the base from the host, so nothing of it may show in what they call. */
    @ArchTest
    static final ArchRule theBaseStaysOutOfTheApisSignatures = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.lanista.api..")
            .and()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(resideInAPackage("io.lanista.base.."))
            .orShould()
            .haveRawParameterTypes(anyElementThat(resideInAPackage("io.lanista.base..")));

    @ArchTest
    static final ArchRule whatLayersMeanNeedsNoTensors = classes()
            .that()
            .resideInAPackage("io.lanista.layer..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.lanista.layer..",
                    "io.lanista.api..",
                    "io.lanista.base..",
                    "org.jspecify..",
                    "org.apiguardian..",
                    "org.osgi.annotation..");

    /** What an author has to write must stay little: the request grows instead. */
    @ArchTest
    static final ArchRule whatOthersImplementHasFewAbstractMethods = classes()
            .that()
            .areInterfaces()
            .and()
            .areAnnotatedWith("org.osgi.annotation.versioning.ConsumerType")
            .should(new ArchCondition<>("have at most three abstract methods") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    long count = type.getMethods().stream()
                            .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                            .count();
                    events.add(new SimpleConditionEvent(
                            type, count <= 3, type.getName() + " has (" + count + ") abstract methods"));
                }
            });

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.lanista.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsExportedSaysHowStableItIs = classes()
            .that()
            .haveSimpleName("package-info")
            .and()
            .areAnnotatedWith("org.osgi.annotation.bundle.Export")
            .should()
            .beAnnotatedWith("org.apiguardian.api.API");

    @ArchTest
    static final ArchRule guavaStaysOutOfSignatures = noClasses()
            .that()
            .resideInAnyPackage("io.lanista.api..", "io.lanista.djl..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.common..");

    @ArchTest
    static final ArchRule onlyOneClassCallsOnnxRuntime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.lanista.onnx.runtime.NativeSession")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

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

package io.lanista.cli;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The public API of a module as text: each type of its exported packages, and each member that others can use, in order. */
final class PublicApi {
    private PublicApi() {}

    /** The text for the module that a class comes from. */
    static String of(Class<?> anchor) throws IOException {
        TreeMap<String, List<Class<?>>> packages = new TreeMap<>();
        for (Class<?> type : types(anchor)) {
            if (type.getPackage().isAnnotationPresent(API.class) && isVisible(type)) {
                packages.computeIfAbsent(type.getPackageName(), name -> new ArrayList<>())
                        .add(type);
            }
        }
        StringBuilder text = new StringBuilder();
        packages.forEach((name, types) -> {
            API.Status status =
                    types.get(0).getPackage().getAnnotation(API.class).status();
            text.append("package ").append(name).append("  // ");
            text.append(status.name().toLowerCase(Locale.ROOT)).append("\n\n");
            types.stream().sorted((a, b) -> a.getName().compareTo(b.getName())).forEach(type -> describe(type, text));
        });
        return text.toString();
    }

    private static List<Class<?>> types(Class<?> anchor) throws IOException {
        Path place = place(anchor);
        if (Files.isDirectory(place)) {
            return types(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return types(jar.getPath("/"));
        }
    }

    private static Path place(Class<?> anchor) {
        try {
            return Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> types(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace('/', '.'), false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Public, and so is each type around it; no name that the compiler made up. */
    private static boolean isVisible(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return visible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (around == null || isVisible(around));
    }

    private static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void describe(Class<?> type, StringBuilder text) {
        text.append(header(type)).append('\n');
        List<String> members = new ArrayList<>();
        Predicate<Executable> written = member -> visible(member.getModifiers()) && !member.isSynthetic();
        for (Field field : type.getDeclaredFields()) {
            if (visible(field.getModifiers()) && !field.isSynthetic()) {
                String constant = field.isEnumConstant() ? "" : shortened(field.getGenericType()) + " ";
                members.add(modifiers(field.getModifiers() & ~Modifier.FINAL) + constant + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (written.test(constructor)) {
                members.add(simple(type) + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (written.test(method) && !isGiven(type, method)) {
                String how = method.isDefault() ? "default " : modifiers(method.getModifiers(), type.isInterface());
                members.add(
                        how + shortened(method.getGenericReturnType()) + " " + method.getName() + parameters(method));
            }
        }
        members.stream()
                .sorted()
                .forEach(member -> text.append("    ").append(member).append('\n'));
        text.append('\n');
    }

    /** What each enum or record has by itself. */
    private static boolean isGiven(Class<?> type, Method method) {
        boolean ofEnum = type.isEnum() && List.of("values", "valueOf").contains(method.getName());
        boolean ofAll = List.of("toString", "equals", "hashCode").contains(method.getName());
        return ofEnum || ofAll;
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        int shown = type.isInterface() || type.isEnum() || type.isRecord()
                ? type.getModifiers() & ~(Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC)
                : type.getModifiers() & ~Modifier.STATIC;
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass())
                                .filter(parent ->
                                        !List.of(Object.class, Record.class).contains(parent) && !type.isEnum()),
                        Arrays.stream(type.getGenericInterfaces()))
                .map(PublicApi::shortened)
                .collect(Collectors.joining(", "));
        return (type.isSealed() ? "sealed " : "") + modifiers(shown) + kind + " " + simple(type)
                + (parents.isEmpty() ? "" : " : " + parents);
    }

    private static String simple(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String modifiers(int modifiers, boolean ofInterface) {
        return modifiers(ofInterface ? modifiers & ~Modifier.ABSTRACT : modifiers);
    }

    private static String modifiers(int modifiers) {
        int shown = modifiers & (Modifier.ABSTRACT | Modifier.STATIC | Modifier.PROTECTED | Modifier.FINAL);
        return shown == 0 ? "" : Modifier.toString(shown) + " ";
    }

    private static String parameters(Executable executable) {
        String parameters = Arrays.stream(executable.getGenericParameterTypes())
                .map(PublicApi::shortened)
                .collect(Collectors.joining(", ", "(", ")"));
        String thrown = Arrays.stream(executable.getGenericExceptionTypes())
                .map(PublicApi::shortened)
                .collect(Collectors.joining(", "));
        return parameters + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String shortened(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])", "")
                .replace('$', '.');
    }
}

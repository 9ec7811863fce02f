package io.lanista.runtime.execute;

import java.nio.file.Path;
import org.slf4j.MDC;

/**
 * How logs tell runs apart: threads that work for a run are called after its folder, and their lines have its name as {@value #KEY} in
 * SLF4J's mapped diagnostic context.
 *
 * @param id the name of the run's folder, such as {@code digits-1}
 */
public record RunName(String id) {
    /** Under which key logging patterns find it: {@code %X{lanista.run}}. */
    public static final String KEY = "lanista.run";

    /** Of a run in a folder. */
    public static RunName of(Path folder) {
        return new RunName(String.valueOf(folder.getFileName()));
    }

    /** Works under this name, and gives the thread back as it was. */
    public void during(Runnable work) {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        String context = MDC.get(KEY);
        thread.setName("run-" + id);
        MDC.put(KEY, id);
        try {
            work.run();
        } finally {
            thread.setName(before);
            if (context == null) {
                MDC.remove(KEY);
            } else {
                MDC.put(KEY, context);
            }
        }
    }
}

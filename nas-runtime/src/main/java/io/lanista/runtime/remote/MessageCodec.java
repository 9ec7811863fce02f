package io.lanista.runtime.remote;

import io.lanista.runtime.remote.RemoteMessage.Advanced;
import io.lanista.runtime.remote.RemoteMessage.Cancel;
import io.lanista.runtime.remote.RemoteMessage.Finished;
import io.lanista.runtime.remote.RemoteMessage.Open;
import io.lanista.runtime.remote.RemoteMessage.Ready;
import io.lanista.runtime.remote.RemoteMessage.Refused;
import io.lanista.runtime.remote.RemoteMessage.Reported;
import io.lanista.runtime.remote.RemoteMessage.Start;
import io.lanista.runtime.remote.RemoteMessage.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as text: each is a JSON object on one line, without a line feed, whose {@code type} says what it is. Writing and reading
 * back gives an equal message, models with their lineage and numbers to the last bit included. Safe for use by several threads.
 */
public final class MessageCodec {
    private MessageCodec() {}

    /** The text of a message. */
    public static String write(RemoteMessage message) {
        return Json.MAPPER.writeValueAsString(node(message));
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException if the text is no message of this version
     */
    public static RemoteMessage read(String text) {
        try {
            return message(Json.MAPPER.readTree(text));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "This is no message of this version: " + e.getMessage()
                            + ". Maybe the other process is no Lanista, or another version of it.",
                    e);
        }
    }

    private static ObjectNode node(RemoteMessage message) {
        if (message instanceof Open open) {
            ObjectNode node = ofType("open");
            node.set("work", WorkJson.node(open.work()));
            node.set("folders", WorkJson.node(open.folders()));
            return node;
        } else if (message instanceof Start start) {
            ObjectNode node = ofType("start");
            node.set("task", TaskJson.node(start.task()));
            return node;
        } else if (message instanceof Cancel cancel) {
            return ofType("cancel").put("trial", cancel.trial());
        } else if (message instanceof Verdict verdict) {
            return ofType("verdict").put("trial", verdict.trial()).put("goes_on", verdict.goesOn());
        } else if (message instanceof Refused refused) {
            return ofType("refused").put("reason", refused.reason());
        } else if (message instanceof Reported reported) {
            ObjectNode node = ofType("reported").put("trial", reported.trial()).put("step", reported.step());
            node.set("metrics", Json.node(reported.metrics()));
            return node;
        } else if (message instanceof Advanced advanced) {
            return ofType("advanced")
                    .put("trial", advanced.trial())
                    .put("done", advanced.done())
                    .put("all", advanced.all());
        } else if (message instanceof Finished finished) {
            ObjectNode node = ofType("finished").put("trial", finished.trial());
            node.set("result", TaskJson.node(finished.result()));
            return node.put("seconds", finished.seconds());
        }
        return ofType("ready");
    }

    private static ObjectNode ofType(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static RemoteMessage message(JsonNode node) {
        String type = node.required("type").stringValue();
        switch (type) {
            case "open":
                return new Open(WorkJson.work(node.required("work")), WorkJson.folders(node.required("folders")));
            case "start":
                return new Start(TaskJson.task(node.required("task")));
            case "cancel":
                return new Cancel(node.required("trial").intValue());
            case "verdict":
                return new Verdict(
                        node.required("trial").intValue(),
                        node.required("goes_on").booleanValue());
            case "ready":
                return new Ready();
            case "refused":
                return new Refused(node.required("reason").stringValue());
            case "reported":
                return new Reported(
                        node.required("trial").intValue(),
                        node.required("step").intValue(),
                        Json.metrics(node.required("metrics")));
            case "advanced":
                return new Advanced(
                        node.required("trial").intValue(),
                        node.required("done").intValue(),
                        node.required("all").intValue());
            case "finished":
                return new Finished(
                        node.required("trial").intValue(),
                        TaskJson.result(node.required("result")),
                        Json.number(node.required("seconds")));
            default:
                throw new IllegalArgumentException("its type is (" + type + ")");
        }
    }
}

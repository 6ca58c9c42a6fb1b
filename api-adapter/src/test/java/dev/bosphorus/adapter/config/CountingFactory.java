package dev.bosphorus.adapter.config;

import java.util.ArrayList;
import java.util.List;

/** Makes instances by constructors, and notes which were ended. */
final class CountingFactory implements InstanceFactory {

    final List<Object> made = new ArrayList<>();
    final List<Object> ended = new ArrayList<>();

    @Override
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        T instance = ConstructorFactory.INSTANCE.create(type).instance();
        made.add(instance);
        return new Managed<>() {
            @Override
            public T instance() {
                return instance;
            }

            @Override
            public void close() {
                ended.add(instance);
            }
        };
    }
}

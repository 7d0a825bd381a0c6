namespace Kiali.Tracing.Sources.Tests.KialiGraphs;

/// <summary>A small graph in the shape of a Kiali server's answer: two namespaces, a service between, errors, gRPC messages, bytes, a box.</summary>
internal static class SmallGraph
{
    public const string Json = """
        {"timestamp":1763128800,"duration":600,"graphType":"workload","elements":{"nodes":[
          {"data":{"id":"box","nodeType":"box","cluster":"east","namespace":"shop","isBox":"app","app":"cart"}},
          {"data":{"id":"gw","nodeType":"workload","cluster":"east","namespace":"istio-system","workload":"istio-ingressgateway","app":"istio-ingressgateway","version":"unknown","isRoot":true,
            "traffic":[{"protocol":"http","rates":{"httpOut":"10.00"}}]}},
          {"data":{"id":"svc","nodeType":"service","cluster":"east","namespace":"shop","service":"cart","traffic":[{"protocol":"http","rates":{"httpIn":"10.00","httpIn5xx":"1.00","httpOut":"10.00"}}]}},
          {"data":{"id":"cart","parent":"box","nodeType":"workload","cluster":"east","namespace":"shop","workload":"cart-v1","app":"cart","version":"v1",
            "traffic":[{"protocol":"grpc","rates":{"grpcOut":"4.00"}},{"protocol":"http","rates":{"httpIn":"10.00","httpIn5xx":"1.00"}},{"protocol":"tcp","rates":{"tcpOut":"300.00"}}]}},
          {"data":{"id":"db","nodeType":"workload","cluster":"east","namespace":"data","workload":"db-v1","app":"db","version":"v1","isWaypoint":true,
            "traffic":[{"protocol":"grpc","rates":{"grpcIn":"4.00"}},{"protocol":"tcp","rates":{"tcpIn":"300.00"}}]}}
        ],"edges":[
          {"data":{"id":"e1","source":"gw","target":"svc","traffic":{"protocol":"http","rates":{"http":"10.00","http5xx":"1.00","httpPercentErr":"10.0"},
            "responses":{"200":{"flags":{"-":"90.0"},"hosts":{"cart:9080":"90.0"}},"503":{"flags":{"UH":"6.0","UF":"4.0"},"hosts":{"cart:9080":"10.0"}}}}}},
          {"data":{"id":"e2","source":"svc","target":"cart","responseTime":"125","isMTLS":"100","healthStatus":"Degraded","traffic":{"protocol":"http","rates":{"http":"10.00"},
            "responses":{"200":{"flags":{"-":"90.0"},"hosts":{}},"503":{"flags":{"-":"10.0"},"hosts":{}}}}}},
          {"data":{"id":"e3","source":"cart","target":"db","traffic":{"protocol":"grpc","rates":{"grpc":"4.00"},"responses":{"-":{"hosts":{"db:5432":"100.0"}}}}}},
          {"data":{"id":"e4","source":"cart","target":"db","traffic":{"protocol":"tcp","rates":{"tcp":"300.00"},"responses":{"-":{"flags":{"-":"100.0"},"hosts":{"db:5432":"100.0"}}}}}}
        ]}}
        """;
}

using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Output;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine(
        "usage: SampleMaker SCENARIO [FOLDER]: simulates tests/Kiali.Tracing.TestKit/Scenarios/SCENARIO.json into FOLDER "
        + "(default data/samples/SCENARIO)");
    return 2;
}

var scenario = ScenarioFile.Named(args[0]);
var folder = args.Length == 2 ? args[1] : Repository.PathTo("data", "samples", scenario.Name);
var simulation = MeshSimulator.Run(scenario);
SampleWriter.Write(simulation, folder);
Console.WriteLine($"{simulation.Requests.Count} requests, {simulation.Traced.Count()} traced, into {folder}");
foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
{
    Console.WriteLine($"{new FileInfo(file).Length,12:N0}  {Path.GetFileName(file)}");
}

return 0;

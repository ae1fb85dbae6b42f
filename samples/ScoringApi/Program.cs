using LogReg;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddProblemDetails();
WebApplication app = builder.Build();
app.UseStatusCodePages();

// A model never changes, so that all requests share it.
LogisticModel model = LogisticModel.Load(app.Configuration["model"] ?? "model.json");
string[] features = [.. model.RequiredColumns];
string hint = $"send a JSON object with {string.Join(", ", features)}; null where a value is missing";

app.MapGet("/", () => new { target = model.Target.Name, positive = model.Target.Positive, features });
app.MapPost("/predict", (Dictionary<string, object?> row) =>
{
    try
    {
        ScoredRow scored = model.Score(row);
        return Results.Ok(new
        {
            prediction = scored.Prediction,
            probability = scored.Probability,
            // Cells that training never saw the like of: an unseen level, a missing or unusual number.
            flags = scored.Flags.Select(flag => new { feature = model.Features[flag.Feature].Name, kind = flag.Kind.ToString() }),
        });
    }
    catch (ArgumentException exception)
    {
        return Results.Problem(exception.Message, statusCode: 400, extensions: new Dictionary<string, object?> { ["hint"] = hint });
    }
});
app.Run();

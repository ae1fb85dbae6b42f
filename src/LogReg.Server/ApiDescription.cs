using LogReg.Server.Models;
using LogReg.Terms;
using Microsoft.OpenApi;

namespace LogReg.Server;

/// <summary>What the OpenAPI document says beyond what the endpoints say themselves: the rows of each model, and the options of a
/// query.</summary>
internal static class ApiDescription
{
    private static readonly (string Name, JsonSchemaType Type, string Description)[] Options =
    [
        ("interval", JsonSchemaType.String, "true, or a confidence level such as 0.9: add confidence intervals"),
        ("reasons", JsonSchemaType.Integer, "how many of the largest contributions to the log-odds to add"),
        ("flags", JsonSchemaType.Boolean, "flag cells unlike those of the training rows"),
        ("threshold", JsonSchemaType.Number, "another threshold than the model's"),
        ("append", JsonSchemaType.Boolean, "put the columns of a CSV body before the predictions"),
        ("unknown", JsonSchemaType.String, "ignore or error: what to do with columns that the model does not have"),
    ];

    /// <summary>Completes a document.</summary>
    public static void Complete(OpenApiDocument document, ModelCatalog catalog)
    {
        document.Info = new OpenApiInfo
        {
            Title = "logreg",
            Version = "1",
            Description = "Predictions of logistic regression models. "
                + "Numbers may be JSON numbers or texts; null, or a column that is left out, is a missing cell.",
        };
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (ModelSlot slot in catalog.Slots)
        {
            document.Components.Schemas[$"Row of {slot.Current.Name}"] = RowOf(slot.Current.Model);
        }

        foreach (OpenApiOperation operation in document.Paths.Where(path => path.Key.EndsWith("predict", StringComparison.Ordinal))
            .SelectMany(path => path.Value.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            operation.Parameters ??= [];
            foreach ((string name, JsonSchemaType type, string description) in Options)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = description,
                    Schema = new OpenApiSchema { Type = type },
                });
            }
        }
    }

    private static OpenApiSchema RowOf(LogisticModel model) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = model.Features.ToDictionary(feature => feature.Name, IOpenApiSchema (feature) => SchemaOf(feature)),
    };

    private static OpenApiSchema SchemaOf(Feature feature) => feature switch
    {
        NumericFeature { DateOrder: null } number => new OpenApiSchema
        {
            Type = JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Null,
            Description = number.Minimum is double least && number.Maximum is double most
                ? FormattableString.Invariant($"{least:R} to {most:R} in the training rows")
                : null,
        },
        NumericFeature => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "a date" },
        CategoricalFeature levels => new OpenApiSchema
        {
            Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null,
            Description = $"one of {string.Join(", ", levels.Levels.Take(20))}{(levels.Levels.Count > 20 ? ", …" : "")}",
        },
        _ => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
    };
}

using System.Globalization;
using LogReg.Server.Models;
using LogReg.Server.Problems;
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
        (ReadingNames.Delimiter, JsonSchemaType.String, "the character between the cells of a CSV body, or tab or space"),
        (ReadingNames.DecimalSeparator, JsonSchemaType.String, "the decimal separator of numbers that are texts: a point or a comma"),
        (ReadingNames.ThousandsSeparator, JsonSchemaType.String, "the thousands separator of numbers that are texts"),
        (ReadingNames.Quote, JsonSchemaType.String, "the quote around the cells of a CSV body: double, single or none"),
        (ReadingNames.Escape, JsonSchemaType.String, "what stands before a quote in a quoted cell of a CSV body: quote or backslash"),
        (ReadingNames.Encoding, JsonSchemaType.String, "the encoding of a CSV body, such as windows-1252"),
        (ReadingNames.SkipLines, JsonSchemaType.Integer, "how many lines above the header of a CSV body to leave out"),
        (ReadingNames.Comment, JsonSchemaType.String, "the character that begins lines of a CSV body to leave out"),
        (ReadingNames.Header, JsonSchemaType.String, "present or absent: whether the first line of a CSV body names the columns"),
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
            document.Components.Schemas[KeyOf(slot.Current.Name, document.Components.Schemas)] = RowOf(slot.Current);
        }

        AddMetrics(document);
        foreach (OpenApiOperation operation in document.Paths.Where(path => path.Key.EndsWith("effect", StringComparison.Ordinal))
            .SelectMany(path => path.Value.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (string other in operation.RequestBody?.Content?.Keys.Where(type => type != "application/json").ToArray() ?? [])
            {
                operation.RequestBody!.Content!.Remove(other);
            }
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

    // The endpoint of the exporter describes itself nowhere.
    private static void AddMetrics(OpenApiDocument document)
    {
        var item = new OpenApiPathItem();
        item.AddOperation(HttpMethod.Get, new OpenApiOperation
        {
            Summary = "Counts of rows, cells and requests, in the text format of Prometheus",
            Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse { Description = "The counts, as text/plain" },
            },
        });
        document.Paths["/metrics"] = item;
    }

    // A component has a name of these characters only.
    private static string KeyOf(string name, IDictionary<string, IOpenApiSchema> others)
    {
        bool IsPlain(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_';
        string plain = "row." + string.Concat(name.Select(sign => IsPlain(sign) ? sign : '_'));
        string key = plain;
        for (int next = 2; others.ContainsKey(key); next++)
        {
            key = $"{plain}_{next.ToString(CultureInfo.InvariantCulture)}";
        }

        return key;
    }

    private static OpenApiSchema RowOf(ServedModel served) => served.Vector is null
        ? new OpenApiSchema
        {
            Title = $"Row of {served.Name}",
            Type = JsonSchemaType.Object,
            Properties = PropertiesOf(served.Model),
        }
        : new OpenApiSchema
        {
            Title = $"Row of {served.Name}",
            Description = "From index to number; an index that is left out has 0.",
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Number },
        };

    private static Dictionary<string, IOpenApiSchema> PropertiesOf(LogisticModel model)
    {
        var schemas = model.Features.ToDictionary(feature => feature.Name, IOpenApiSchema (feature) => SchemaOf(feature));
        if (model.OffsetColumn is string offset)
        {
            schemas[offset] = new OpenApiSchema
            {
                Type = JsonSchemaType.Number | JsonSchemaType.String,
                Description = "the offset, which is added to the log-odds",
            };
        }

        return schemas;
    }

    private static OpenApiSchema SchemaOf(Feature feature) => feature switch
    {
        NumericFeature { DateOrder: null } number => new OpenApiSchema
        {
            Type = JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Null
                | (number is { Minimum: 0, Maximum: 1 } ? JsonSchemaType.Boolean : 0),
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

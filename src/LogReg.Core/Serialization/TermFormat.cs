using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Serialization;

/// <summary>The terms of a model and the members of its file that describe them: only this class knows how each kind is written and
/// read.</summary>
internal static class TermFormat
{
    /// <summary>The member <c>features</c> of a model file.</summary>
    /// <param name="layout">The terms of the model.</param>
    public static IReadOnlyList<FeatureDocument?> ToDocuments(TermLayout layout) => [.. layout.Features.Select(ToDocument)];

    /// <summary>The terms of a model file.</summary>
    /// <param name="documents">The member <c>features</c>.</param>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static TermLayout ToLayout(IReadOnlyList<FeatureDocument?> documents)
    {
        var names = new HashSet<string>();
        var features = new Feature[documents.Count];
        for (int index = 0; index < features.Length; index++)
        {
            string place = $"features[{index}]";
            FeatureDocument document = documents[index] ?? throw ModelReader.Absent(place);
            string name = document.Name ?? throw ModelReader.Absent(place + ".name");
            if (!names.Add(name))
            {
                throw new ModelFormatException($"the feature '{name}' stands there twice");
            }

            features[index] = (EnumName.TryParse(document.Type, out ColumnKind kind) ? kind : ColumnKind.Inferred) switch
            {
                ColumnKind.Numeric => ToNumeric(document, name, place),
                ColumnKind.Categorical => ToCategorical(document, name, place),
                _ => throw new ModelFormatException($"the feature '{name}' is of an unknown type"),
            };
        }

        return new TermLayout(features);
    }

    private static NumericFeature ToNumeric(FeatureDocument document, string name, string place)
    {
        double deviation = ModelReader.Finite(document.StandardDeviation, place + ".standardDeviation");
        if (deviation < 0)
        {
            throw new ModelFormatException($"the standard deviation of '{name}' is negative");
        }

        // A file of an older version has neither.
        bool hasRange = document.Minimum is not null || document.Maximum is not null;
        double minimum = hasRange ? ModelReader.Finite(document.Minimum, place + ".minimum") : 0;
        double maximum = hasRange ? ModelReader.Finite(document.Maximum, place + ".maximum") : 0;
        if (minimum > maximum)
        {
            throw new ModelFormatException($"the minimum of '{name}' is above its maximum");
        }

        if (document.MissingShare is not null and not (> 0 and < 1))
        {
            throw new ModelFormatException($"the share of missing cells of '{name}' must be more than 0 and less than 1");
        }

        return new NumericFeature(
            name,
            ModelReader.Finite(document.ImputeWith, place + ".imputeWith"),
            ModelReader.Finite(document.Mean, place + ".mean"),
            deviation)
        {
            Minimum = hasRange ? minimum : null,
            Maximum = hasRange ? maximum : null,
            MissingShare = document.MissingShare,
        };
    }

    private static CategoricalFeature ToCategorical(FeatureDocument document, string name, string place)
    {
        string[] levels = ModelReader.Texts(document.Levels, place + ".levels");
        if (levels.Length == 0)
        {
            throw new ModelFormatException($"the feature '{name}' has no levels");
        }

        if (document.Reference is not null && !levels.Contains(document.Reference))
        {
            throw new ModelFormatException($"the reference of '{name}' is none of its levels");
        }

        if (document.Shares is not null
            && (document.Shares.Count != levels.Length || document.Shares.Any(share => share is not (>= 0 and <= 1))))
        {
            throw new ModelFormatException($"the shares of '{name}' must be a number from 0 to 1 for each of its levels");
        }

        return new CategoricalFeature(name, levels, document.Reference) { Shares = document.Shares };
    }

    private static FeatureDocument ToDocument(Feature feature)
    {
        var document = new FeatureDocument { Name = feature.Name, Type = EnumName.Of(feature.Kind) };
        return feature switch
        {
            NumericFeature numeric => document with
            {
                ImputeWith = numeric.ImputeWith,
                MissingShare = numeric.MissingShare,
                Mean = numeric.Mean,
                StandardDeviation = numeric.StandardDeviation,
                Minimum = numeric.Minimum,
                Maximum = numeric.Maximum,
            },
            CategoricalFeature categorical => document with
            {
                Levels = categorical.Levels,
                Reference = categorical.Reference,
                Shares = categorical.Shares,
            },
            _ => throw new NotSupportedException($"A {feature.GetType().Name} has no place in a model file."),
        };
    }
}

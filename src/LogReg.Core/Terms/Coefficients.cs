using System.Collections;
using System.Diagnostics.CodeAnalysis;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg;

/// <summary>
/// The coefficients of one equation by name, in the order of the features: <c>(intercept)</c>, <c>age</c>, <c>sex=male</c>, …, each on the
/// original scale of its feature. A coefficient is the change in the log-odds per unit of its feature.
/// </summary>
public sealed class Coefficients : IReadOnlyDictionary<string, double>
{
    /// <summary>The name of the intercept.</summary>
    public const string InterceptName = "(intercept)";

    private readonly OrderedDictionary<string, double> _values;

    internal Coefficients(OrderedDictionary<string, double> values)
    {
        _values = values;
    }

    /// <summary>The intercept: the log-odds if every feature is 0 or at its reference level.</summary>
    public double Intercept => _values[InterceptName];

    /// <summary>The number of coefficients, including the intercept.</summary>
    public int Count => _values.Count;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<double> Values => _values.Values;

    /// <summary>Gets the coefficient with a name such as <c>age</c> or <c>sex=male</c>.</summary>
    /// <param name="key">The name, exactly as it is listed.</param>
    /// <exception cref="KeyNotFoundException">There is no such coefficient; the message lists the nearest names.</exception>
    public double this[string key] => _values.TryGetValue(key, out double value)
        ? value
        : throw new KeyNotFoundException($"There is no coefficient {MessageText.Quote(key)}: {NameHint.Of(key, _values.Keys)}");

    /// <summary>Determines whether there is a coefficient with the name.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>Gets the coefficient with a name, if there is one.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The coefficient, or 0.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value) => _values.TryGetValue(key, out value);

    /// <summary>Gets the odds ratio exp(coefficient): the factor by which the odds change per unit of the feature.</summary>
    /// <param name="key">The name, exactly as it is listed.</param>
    /// <exception cref="KeyNotFoundException">There is no such coefficient.</exception>
    public double OddsRatio(string key) => ElementaryFunctions.Exp(this[key]);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

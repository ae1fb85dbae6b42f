namespace LogReg.Server.Endpoints;

/// <summary>Lets only the name of the version through that the API has: at other addresses there is nothing.</summary>
internal sealed class ApiVersion : IRouteConstraint
{
    /// <summary>The name of the version.</summary>
    public const string Name = "v1";

    /// <inheritdoc/>
    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        Name.Equals(values[routeKey] as string, StringComparison.OrdinalIgnoreCase);
}

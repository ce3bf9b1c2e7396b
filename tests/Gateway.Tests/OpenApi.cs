namespace SocialServices.Gateway.Tests;

/// <summary>A service's OpenAPI document: both services use the same names for their components and operations.</summary>
internal static class OpenApi
{
    public static string Of(string area) =>
        $$"""
            {
              "openapi": "3.1.1",
              "info": { "title": "{{area}}", "version": "v1" },
              "paths": {
                "/health": { "get": { "responses": { "200": { "description": "OK" } } } },
                "/fhir/{{area}}": { "get": { "operationId": "ReadFhir", "responses": { "200": { "description": "OK" } } } },
                "/api/v1/{{area}}/items": {
                  "get": {
                    "tags": [ "Items" ],
                    "operationId": "ListItems",
                    "security": [ { "oauth2": [ "{{area}}.read" ] } ],
                    "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } } } }
                  }
                }
              },
              "components": {
                "schemas": {
                  "Item": {
                    "type": "object",
                    "required": [ "type" ],
                    "properties": { "parent": { "$ref": "#/components/schemas/Item" }, "kind": { "$ref": "#/components/schemas/Kind" }, "kind_of_parent": { "$ref": "#/components/schemas/Item/properties/kind" } },
                    "oneOf": [ { "$ref": "#/components/schemas/Kind" } ],
                    "discriminator": { "propertyName": "type", "mapping": { "k": "#/components/schemas/Kind" } }
                  },
                  "Kind": { "type": "string", "enum": [ "{{area}}" ] }
                },
                "securitySchemes": { "oauth2": { "type": "http", "scheme": "bearer" } }
              },
              "tags": [ { "name": "Items" } ]
            }
            """;
}
